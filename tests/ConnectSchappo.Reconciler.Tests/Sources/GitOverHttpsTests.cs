using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

public sealed class GitOverHttpsTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_repository_is_read_with_the_right_token_from_a_server_that_is_trusted_and_else_refused()
    {
        await using var server = await LocalHttpsServer.Start(folder, "ana", "s3cret-token");
        var upstream = await Upstream.Make(folder);
        var commit = await upstream.Commit("good\n");
        var git = new RecordedGit(folder);
        var url = $"https://ana@127.0.0.1:{server.Port}/upstream/.git";
        var token = folder.Write("token", "s3cret-token\n");
        GitSource Open(string? tokenFile) => new(
            GitAddress.Parse(url)!,
            new GitAccess { Cache = folder["cache"], Token = tokenFile, Program = git.Program },
            TimeProvider.System);

        await Unavailable(Open(token));
        Environment.SetEnvironmentVariable("GIT_SSL_CAINFO", server.Certificate);
        try
        {
            Assert.Equal(commit, (await Open(token).Read(Cancellation)).Id);
            Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(folder["calls"], Cancellation), StringComparison.Ordinal);
            await Unavailable(Open(folder.Write("wrong", "other\n")));
            await Unavailable(Open(null));
            await Unavailable(Open(folder["missing"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_SSL_CAINFO", null);
        }
    }

    private static async Task Unavailable(GitSource source)
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }
}
