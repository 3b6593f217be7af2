using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>How git is run, and what is said of it where it does not run to its end.</summary>
public sealed class GitProgramTests : GitScene
{
    [Fact]
    public async Task Git_finds_nothing_of_ours_in_its_environment()
    {
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", "/run/systemd/notify");
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", "/run/credentials/reconciler");
        Environment.SetEnvironmentVariable("GIT_EDITOR", "rubbish");
        try
        {
            var upstream = await Upstream.Make(Folder);
            await upstream.Commit("good\n");
            await Open(upstream.Url).Read(Cancellation);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NOTIFY_SOCKET", null);
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
            Environment.SetEnvironmentVariable("GIT_EDITOR", null);
        }

        Assert.DoesNotContain("systemd", Recorded.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("CREDENTIALS_DIRECTORY", Recorded.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("rubbish", Recorded.Environment, StringComparison.Ordinal);
        string[] wanted =
        [
            "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "BatchMode=yes",
            "StrictHostKeyChecking=yes",
        ];
        Assert.All(wanted, w => Assert.Contains(w, Recorded.Environment, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_git_program_is_told()
    {
        var upstream = await Upstream.Make(Folder);
        var source = new GitSource(GitAddress.Parse(upstream.Url)!, Access() with { Program = "/nonexistent/git" }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Contains("Install it on this host.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kill -9 $$")]
    [InlineData("echo 'fatal: index-pack died of signal 9' >&2; exit 128")]
    public async Task A_git_that_is_killed_is_told_as_such_and_the_next_look_goes_on(string end)
    {
        var upstream = await Upstream.Make(Folder);
        var commit = await upstream.Commit("good\n");
        var everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var program = Folder.Write(
            "git-that-is-killed", $"#!/bin/sh\n[ -e {Folder["memory"]} ] || {{ {end}; }}\nexec {Recorded.Program} \"$@\"\n", everybody);
        var source = new GitSource(GitAddress.Parse(upstream.Url)!, Access() with { Program = program }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));

        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
        Assert.Contains(
            "git was killed (signal 9), by a person or because memory ran out (see journalctl -k)",
            failure.Message,
            StringComparison.Ordinal);
        Folder.Write("memory", "");
        Assert.Equal(commit, (await source.Read(Cancellation)).Id);
    }
}
