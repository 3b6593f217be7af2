using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>A look changes nothing on a real box: no file but the logs of those who let us in, no memory, no ban, no start.</summary>
public class ObservationTests
{
    private const string WithoutAmi =
        "sed -i 's/^enabled=yes/enabled=no/' /etc/asterisk/manager.conf; asterisk -rx 'manager reload'; sleep 1";

    // Then the client itself is asked.
    private const string WithoutLibrary =
        "printf '#!/bin/sh\\nexec /usr/bin/fail2ban-client \"$@\"\\n' >/usr/local/sbin/fail2ban-client; "
        + "chmod +x /usr/local/sbin/fail2ban-client";

    // Then it is asked who has its port.
    private const string WithoutListener =
        "cd /etc/asterisk/keys; cp -p asterisk.pem /tmp/kept; echo garbage >asterisk.pem; touch ../http.conf; "
        + "asterisk -rx 'module reload http'; sleep 1; cat /tmp/kept >asterisk.pem";

    [Fact]
    public async Task Nothing_is_changed_by_any_script_of_a_look()
    {
        await using var box = await LabBox.Up("look");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        await box.Sh("fail2ban-client set asterisk banip 203.0.113.50; sleep 3");

        await Unchanged(box);
        await box.Sh(WithoutLibrary);
        await Unchanged(box);
        await box.Sh(WithoutAmi);
        await Unchanged(box);
        await box.Sh(WithoutListener);
        await Unchanged(box, exit: 2);
    }

    // Logs and the traces of a session are what sshd, sudo and Asterisk write of whoever comes in; and fail2ban, which reads those logs,
    // notes in its database how far it has read. A script of a look that comes by no session leaves that untouched (tried).
    private static async Task Unchanged(LabBox box, int exit = 0)
    {
        var before = await State(box);
        await box.Sh("touch /tmp/mark; sleep 0.1");

        var plan = await box.Reconciler("plan");

        Assert.True(plan.ExitCode == exit, plan.All);
        Assert.Equal(before, await State(box));
        Assert.Equal("", await box.Sh(
            "find / -xdev -type f -newer /tmp/mark ! -path '/proc/*' ! -path '/sys/*' ! -path '/var/log/*' ! -path '/run/*' "
            + "! -path '/var/lib/systemd/*' ! -path '/var/lib/sudo/*' ! -name 'fail2ban.sqlite3*'"));
    }

    private static async Task<string> State(LabBox box) =>
        await box.Files() + await box.Born() + await box.Sh(
            "fail2ban-client status asterisk | grep -v found; fail2ban-client get asterisk ignoreip; iptables -S; "
            + "asterisk -rx 'core show settings' | grep -i 'time:'; "
            + "asterisk -rx 'pjsip show endpoint 250' | grep ' : '; asterisk -rx 'http show status'");
}
