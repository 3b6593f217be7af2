using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>What cannot be seen on a real box costs only itself, and what is absent on purpose costs nothing.</summary>
public class BlindSpotTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_the_rest_is_healed()
    {
        await using var box = await LabBox.Up("blind");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        await box.Sh(
            "cd /etc/asterisk; truncate -s 90M huge.conf; mkfifo fifo.conf; "
            + "printf '#tryinclude huge.conf\\n#tryinclude fifo.conf\\n' >>pjsip_custom.conf; chown asterisk: huge.conf fifo.conf; "
            + "mkfifo /etc/fail2ban/jail.d/pipe.conf");
        await box.Sh("kill -STOP $(cat /run/fail2ban/fail2ban.pid)");
        await box.Sh($"sed -i '/^\\[250\\]/,/^$/d' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1");

        apply = await box.Reconciler("apply", "--yes");

        Assert.True(apply.ExitCode == 4, apply.All);
        Assert.Contains("transaction: pjsip: verified and confirmed", apply.All, StringComparison.Ordinal);
        Assert.Contains("not observed: /etc/asterisk/huge.conf: it is larger than 16 MiB", apply.All, StringComparison.Ordinal);
        Assert.Contains("not observed: /etc/asterisk/fifo.conf: it is not a regular file", apply.All, StringComparison.Ordinal);
        Assert.Contains("not observed: /etc/fail2ban/jail.d/pipe.conf: it is not a regular file", apply.All, StringComparison.Ordinal);
        Assert.Contains("kill -CONT ", apply.All, StringComparison.Ordinal);
        await box.Sh("asterisk -rx 'pjsip show endpoint 250' | grep -q 'webrtc *: yes'");

        await box.Sh(
            "cd /etc/asterisk; sed -i '/^#tryinclude/d' pjsip_custom.conf; rm huge.conf fifo.conf /etc/fail2ban/jail.d/pipe.conf; "
            + "kill -CONT $(cat /run/fail2ban/fail2ban.pid); sleep 1");
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
    }

    [Fact]
    public async Task What_is_absent_on_purpose_keeps_no_box_from_being_in_sync()
    {
        await using var box = await LabBox.Up("absent");
        await box.Sh(
            "systemctl stop fail2ban; dpkg -P fail2ban; rm -rf /etc/fail2ban; "
            + "echo 'noload => chan_sip.so' >>/etc/asterisk/modules_custom.conf; "
            + "systemctl restart asterisk; sleep 1; timeout 30 asterisk -rx 'core waitfullybooted'");

        var apply = await box.Reconciler("apply", "--yes");

        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Contains("note: fail2ban is not installed", apply.All, StringComparison.Ordinal);
        await box.Sh("test ! -e /etc/fail2ban");

        await box.Sh("sed -i 's/^enabled=yes/enabled=no/' /etc/asterisk/manager.conf; asterisk -rx 'manager reload'; sleep 1");
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
    }

    [Fact]
    public async Task Without_a_manager_interface_that_answers_an_edit_is_noticed_all_the_same()
    {
        await using var box = await LabBox.Up("mute");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        await box.Sh(
            "sed -i 's/^enabled=yes/enabled=no/' /etc/asterisk/manager.conf; asterisk -rx 'manager reload'; sleep 1; setsid perl "
            + "-MIO::Socket::INET -e '$s=IO::Socket::INET->new(LocalAddr=>\"127.0.0.1:5038\",Listen=>5,ReuseAddr=>1) or die; sleep 600' "
            + "</dev/null >/dev/null 2>&1 &");
        await using var daemon = box.StartDaemon();
        await daemon.Says("a change in Asterisk's memory alone can take 30 s to be noticed", 0, TimeSpan.FromSeconds(45));
        await daemon.Says("in sync with revision", 0, TimeSpan.FromSeconds(45));
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        var before = daemon.LineCount;
        await box.Sh("sed -i 's/^bindport=8088/bindport=8087/' /etc/asterisk/reconciler_http.conf && asterisk -rx 'module reload http'");

        await daemon.Says("Confirmed: matriz: revision", before, TimeSpan.FromSeconds(10));
        Assert.Equal(0, await daemon.Stop());
    }
}
