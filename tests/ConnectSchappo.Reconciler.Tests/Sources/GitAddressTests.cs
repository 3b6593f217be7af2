using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

public static class GitAddressTests
{
    [Theory]
    [InlineData("git@example.org:telephony/boxes.git", "ssh", "git@example.org:telephony/boxes.git", null, "desired-state.yaml")]
    [InlineData("ssh://git@example.org:2222/boxes.git#main", "ssh", "ssh://git@example.org:2222/boxes.git", "main", "desired-state.yaml")]
    [InlineData(
        "https://example.org/boxes.git#v1.2:sites/recife.yaml", "https", "https://example.org/boxes.git", "v1.2", "sites/recife.yaml")]
    [InlineData("file:///srv/boxes.git#:state.yaml", "file", "file:///srv/boxes.git", null, "state.yaml")]
    [InlineData("file:///srv/boxes.git#", "file", "file:///srv/boxes.git", null, "desired-state.yaml")]
    [InlineData(
        "https://ana@example.org/b#refs/heads/team/x:a b.yaml", "https", "https://ana@example.org/b", "refs/heads/team/x", "a b.yaml")]
    [InlineData("HTTPS://example.org/b", "https", "HTTPS://example.org/b", null, "desired-state.yaml")]
    public static void A_URL_names_a_repository_a_ref_and_a_path(string text, string protocol, string repository, string? name, string path)
    {
        var address = GitAddress.Parse(text)!;
        Assert.Equal(new GitAddress(repository, protocol, name, path), address);
        Assert.Equal(address, GitAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("desired-state.yaml")]
    [InlineData("/etc/reconciler/desired-state.yaml")]
    [InlineData("./git@host:x")]
    [InlineData("a:b.yaml")]
    [InlineData("state#1.yaml")]
    public static void Anything_else_is_a_file(string text) => Assert.Null(GitAddress.Parse(text));

    [Theory]
    [InlineData("http://example.org/b.git", "does not authenticate the server")]
    [InlineData("git://example.org/b.git", "does not authenticate the server")]
    [InlineData("ext::sh://x", null)]
    [InlineData("https://ana:hunter2@example.org/b.git", "--git-token")]
    [InlineData("ssh://-oProxyCommand=x/b", "dash")]
    [InlineData("x@-oProxyCommand=x:b", "dash")]
    [InlineData("https://example.org/b#--upload-pack=x", "cannot be a branch")]
    [InlineData("https://example.org/b#a..b", "cannot be a branch")]
    [InlineData("https://example.org/b#*", "cannot be a branch")]
    [InlineData("https://example.org/b#main:../x", "is not a path in a repository")]
    [InlineData("https://example.org/b#main:/etc/passwd", "is not a path in a repository")]
    [InlineData("https://example.org/b#main:a//b", "is not a path in a repository")]
    public static void What_is_unsafe_is_refused_without_telling_a_password(string text, string? words)
    {
        if (words is null)
        {
            Assert.Null(GitAddress.Parse(text));
            return;
        }

        var failure = Assert.Throws<SourceFailure>(() => GitAddress.Parse(text));
        Assert.Equal(SourceFailureKind.Refused, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }
}
