using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>What can be wrong on our side or the box's: a clear error, the right exit code, and nothing changed.</summary>
public class RefusalTests
{
    [Fact]
    public async Task Nothing_is_changed_where_something_is_in_the_way()
    {
        await using var box = await LabBox.Up("refusal");
        var factory = await box.Files();

        async Task Refused(int exitCode, string words, params string[] more)
        {
            var apply = await box.Reconciler("apply", ["--yes", .. more]);
            Assert.True(apply.ExitCode == exitCode, apply.All);
            Assert.Contains(words, apply.Output + apply.Errors, StringComparison.Ordinal);
            Assert.Equal(factory, await box.Files());
        }

        // a wrong file on our side
        box.WriteState(s => s.Replace("webrtc: yes", "webtrc: yes", StringComparison.Ordinal));
        await Refused(3, "webtrc");
        File.Delete(box.DesiredStatePath);
        await Refused(1, "cannot be read");
        box.WriteState(s => s);

        // a box that the desired state does not have
        await Refused(1, "there is no box recife", "recife");

        // host keys: unknown, then changed
        var keys = await File.ReadAllTextAsync(box.KnownHostsPath);
        await File.WriteAllTextAsync(box.KnownHostsPath, "");
        await Refused(4, "failed (host_key)");
        var other = Path.Combine(box.Folder, "other");
        await Command.Run(TimeSpan.FromSeconds(10), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other);
        var wrong = (await File.ReadAllTextAsync(other + ".pub")).Split(' ');
        await File.WriteAllTextAsync(box.KnownHostsPath, $"{box.Address} {wrong[0]} {wrong[1]}\n");
        await Refused(4, "failed (host_key)");
        await File.WriteAllTextAsync(box.KnownHostsPath, keys);

        // a key that the box does not take
        var key = box.KeyPath;
        box.KeyPath = other;
        await Refused(4, "failed (access_refused)");
        box.KeyPath = key;

        // no sudo
        await box.Sh("mv /etc/sudoers.d/reconciler /root/");
        await Refused(4, "sudo");
        await box.Sh("mv /root/reconciler /etc/sudoers.d/");

        // a stopped Asterisk is told, not started; what needs no Asterisk is brought there meanwhile
        await box.Sh("systemctl stop asterisk");
        var stopped = await box.Reconciler("apply", "--yes");
        Assert.True(stopped.ExitCode == 4, stopped.All);
        Assert.Contains("Asterisk is stopped", stopped.All, StringComparison.Ordinal);
        Assert.Equal("", await box.Sh("ls /etc/asterisk | grep ^reconciler_ || true"));
        await box.Sh("fail2ban-client get asterisk ignoreip | grep -q 10.0.8.0/24");
        Assert.NotEqual(0, (await box.TrySh("systemctl is-active asterisk")).ExitCode);

        // ... unless the policy ensures it; and a missing secret stops only what needs it
        File.Move(Path.Combine(box.SecretsPath, "softphone-250"), Path.Combine(box.Folder, "kept"));
        box.WriteState(s => s.Replace("service: observe", "service: ensure", StringComparison.Ordinal));
        var partial = await box.Reconciler("apply", "--yes");
        Assert.True(partial.ExitCode == 4, partial.All);
        Assert.Contains("Secret softphone-250 is missing", partial.Output, StringComparison.Ordinal);
        Assert.Equal("active", (await box.Sh("systemctl is-active asterisk")).Trim());
        Assert.Contains("HTTPS Server Enabled", await box.Asterisk("http show status"), StringComparison.Ordinal);
        await box.Sh(
            "cd /etc/asterisk; grep -q '^.251.' reconciler_pjsip.conf; [ $(grep -c '^type=endpoint' reconciler_pjsip.conf) = 1 ]; "
            + "! grep -q auth250 reconciler_pjsip.conf; asterisk -rx 'sip show peers' | grep -q ^250");

        File.Move(Path.Combine(box.Folder, "kept"), Path.Combine(box.SecretsPath, "softphone-250"));
        await box.Sh("systemctl stop fail2ban");
        var ensured = await box.Reconciler("apply", "--yes");
        Assert.True(ensured.ExitCode == 0, ensured.All);
        Assert.Equal("active", (await box.Sh("systemctl is-active fail2ban")).Trim());
        Assert.Equal("active", (await box.Sh("systemctl is-active asterisk")).Trim());
    }

    [Fact]
    public async Task An_unreachable_box_is_told_in_time()
    {
        await using var box = await LabBox.Up("unreachable");
        box.WriteState(s => s.Replace(box.Address, "198.51.100.254", StringComparison.Ordinal));
        var known = await File.ReadAllTextAsync(box.KnownHostsPath);
        await File.AppendAllTextAsync(
            box.KnownHostsPath,
            known.Replace(box.Address, "198.51.100.254", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var plan = await box.Reconciler("plan");

        Assert.True(plan.ExitCode == 4, plan.All);
        Assert.Contains("198.51.100.254", plan.Output, StringComparison.Ordinal);
    }
}
