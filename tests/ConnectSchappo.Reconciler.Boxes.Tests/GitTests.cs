using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>From a commit to a changed box.</summary>
public class GitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_commit_becomes_true_on_the_box_and_a_bad_one_is_refused()
    {
        await using var box = await LabBox.Up("git");
        var repository = Directory.CreateDirectory(Path.Combine(box.Folder, "repository")).FullName;
        await Git(repository, "init", "--quiet", "--initial-branch", "main");
        var first = await Commit(box, repository, s => s);
        box.DesiredState = $"file://{repository}#main";
        var control = Path.Combine(box.Folder, "control");

        await using var daemon = box.StartDaemon(
            "--metrics-port", "0", "--control", control, "--git-cache", Path.Combine(box.Folder, "cache"), "--git-interval", "3600");
        await daemon.Says($"in sync with revision {first[..12]}", 0, Patience);
        await box.Sh($"grep -q {first} /etc/asterisk/reconciler_pjsip.conf");

        var second = await Commit(box, repository, s => s.Replace("max_contacts: 5", "max_contacts: 3", StringComparison.Ordinal));
        Assert.StartsWith($"revision {second[..12]} is in force", await Sync(control), StringComparison.Ordinal);
        await daemon.Says($"in sync with revision {second[..12]}", 0, Patience);
        Assert.Matches(@"max_contacts +: 3", await box.Asterisk("pjsip show aor 250"));

        await Commit(box, repository, s => s.Replace("max_contacts: 5", "max_contacts: many", StringComparison.Ordinal));
        Assert.Matches($"^revision {second[..12]} is in force; refused: .*max_contacts", await Sync(control, 3));
        await daemon.Says("is refused", 0, Patience);
        Assert.Matches(@"max_contacts +: 3", await box.Asterisk("pjsip show aor 250"));
        Assert.Equal(3, (await box.Reconciler("plan")).ExitCode);
        Assert.Equal(0, await daemon.Stop());
    }

    private static async Task<string> Sync(string control, int exitCode = 0)
    {
        var sync = await Command.Run(Patience, Repository.Runner, Repository.Program, "sync", "--control", control);
        Assert.True(sync.ExitCode == exitCode, sync.All);
        return sync.Output;
    }

    private static async Task<string> Commit(LabBox box, string repository, Func<string, string> change)
    {
        box.WriteState(change);
        File.Copy(box.DesiredStatePath, Path.Combine(repository, "desired-state.yaml"), overwrite: true);
        await Git(repository, "add", "desired-state.yaml");
        await Git(repository, "commit", "--quiet", "--message", "as wished");
        return (await Git(repository, "rev-parse", "HEAD")).Trim();
    }

    private static async Task<string> Git(string repository, params string[] arguments)
    {
        var git = await Command.Run(
            Patience, "git",
            ["-C", repository, "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgSign=false", .. arguments]);
        Assert.True(git.ExitCode == 0, git.All);
        return git.Output;
    }
}
