using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>A box that this host reaches through another one only.</summary>
public class JumpTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_box_behind_a_jump_host_is_brought_into_its_state_and_kept_there_and_each_failure_names_its_host()
    {
        await using var jump = await LabBox.Up("jump");
        await using var box = await LabBox.Up("behind");
        await box.LinkTo(jump);
        await box.Sh("iptables -I INPUT 1 -i host0 -j DROP");
        var direct = await box.Reconciler("plan");
        Assert.True(direct.ExitCode == 4, direct.All);
        Assert.Contains($"that port 22 of {box.Address} is open from this host", direct.All, StringComparison.Ordinal);

        // Through the jump host: with its own key on record, an apply does what it does elsewhere.
        var keys = await File.ReadAllTextAsync(box.KnownHostsPath) + await File.ReadAllTextAsync(jump.KnownHostsPath);
        await File.WriteAllTextAsync(box.KnownHostsPath, keys);
        Behind(box, $"{{address: {jump.Address}, user: reconciler}}");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
        var logins = (await box.Sh("journalctl -u ssh | grep 'Accepted publickey for reconciler' | cat")).Trim().Split('\n');
        Assert.All(logins, login => Assert.Contains($" from {jump.Address} ", login, StringComparison.Ordinal));

        await TheJumpHostGoesAndComesBack(box, jump);
        await WrongKeysAreNamed(box, jump, keys);
    }

    private static async Task TheJumpHostGoesAndComesBack(LabBox box, LabBox jump)
    {
        await using var daemon = box.StartDaemon("--metrics-port", "0", "--log-format", "json");
        await daemon.Says("in sync with revision", 0, Patience);

        var before = daemon.LineCount;
        await jump.Sh("systemctl stop ssh; pkill -KILL -x sshd || true");
        var told = await daemon.Says("\"ObservationFailed\"", before, Patience);
        Assert.Contains("matriz's jump host", told, StringComparison.Ordinal);
        Assert.Contains($"reconciler@{jump.Address}:22", told, StringComparison.Ordinal);
        await box.Sh($"sed -i 's/context=from-internal/context=from-nowhere/' {Own}");
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken); // several rounds

        await jump.Sh("systemctl start ssh");
        await daemon.Says("\"ObservationRecovered\"", before, Patience);
        await daemon.Says("in sync with revision", before, Patience);
        Assert.Single(daemon.Log.Split('\n'), line => line.Contains("\"ObservationFailed\"", StringComparison.Ordinal));
        Assert.DoesNotContain("from-nowhere", await box.Sh($"cat {Own}"), StringComparison.Ordinal);
        Assert.Equal(0, await daemon.Stop());

        // Nothing of the daemon is left on the jump host.
        await jump.Sh("for i in $(seq 50); do [ -z \"$(ss -Htn state established sport = :22)\" ] && exit 0; sleep 0.2; done; exit 1");
    }

    private static async Task WrongKeysAreNamed(LabBox box, LabBox jump, string keys)
    {
        var wrong = "SHA256:" + new string('A', 43);

        async Task Refused(string words)
        {
            var refused = await box.Reconciler("plan");
            Assert.True(refused.ExitCode == 4, refused.All);
            Assert.Contains("failed (host_key)", refused.Output, StringComparison.Ordinal);
            Assert.Contains(words, refused.Output, StringComparison.Ordinal);
        }

        Behind(box, $"{{address: {jump.Address}, user: reconciler, hostKey: \"{wrong}\"}}");
        await Refused($"matriz's jump host (reconciler@{jump.Address}:22) presents the host key");

        Behind(box, $"{{address: {jump.Address}, user: reconciler}}\n    hostKey: \"{wrong}\"");
        var through = $"matriz (reconciler@{box.Address}:22 through the jump host reconciler@{jump.Address}:22) presents the host key";
        await Refused(through);

        // The record of the jump host's key is not one of the box's.
        Behind(box, $"{{address: {jump.Address}, user: reconciler}}");
        await File.WriteAllTextAsync(box.KnownHostsPath, await File.ReadAllTextAsync(jump.KnownHostsPath));
        await Refused(through);
        await File.WriteAllTextAsync(box.KnownHostsPath, keys);
    }

    private static void Behind(LabBox box, string jump) => box.WriteState(
        s => s.Replace("    user: reconciler ", $"    jump: {jump}\n    user: reconciler ", StringComparison.Ordinal));
}
