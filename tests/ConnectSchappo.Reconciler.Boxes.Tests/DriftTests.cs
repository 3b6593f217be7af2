using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// How the running daemon behaves beside people: it waits for their calls, does not fight them for ever, and follows its file. What
/// it heals is in <see cref="DriftCampaignTests"/>.
/// </summary>
public class DriftTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    private static readonly TimeSpan HealTime = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_restart_waits_for_the_last_call_and_lets_new_ones_through()
    {
        await using var box = await LabBox.Up("calls");
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        var born = await box.Born();

        await using var daemon = box.StartDaemon();
        await daemon.Says("restart of Asterisk is pending", 0, HealTime);
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);

        Assert.Equal(born, await box.Born());
        Assert.Contains("4 active channels", await box.Asterisk("core show channels count"), StringComparison.Ordinal);
        Assert.Contains("webrtc", await box.Asterisk("pjsip show endpoint 250"), StringComparison.Ordinal);

        await box.Asterisk("channel request hangup all");
        await daemon.Says("in sync with revision", 0, HealTime);
        Assert.NotEqual(born, await box.Born());
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab"));
    }

    [Fact]
    public async Task A_call_that_slips_in_while_the_restart_begins_is_not_cut()
    {
        await using var box = await LabBox.Up("race");
        var born = await box.Born();

        // Whoever counts channels here for the first time makes a call at the same time, and is told that there is none.
        await box.Sh("""
            cat >/usr/local/sbin/asterisk <<'END'
            #!/bin/sh
            [ ! -e /run/counted ] || exec /usr/sbin/asterisk "$@"
            case $2 in
              'core show channels count')
                touch /run/counted
                /usr/sbin/asterisk -rx 'channel originate Local/*43@from-internal application Wait 600' >/dev/null
                sleep 0.2
                echo '0 active channels' ;;
              *) exec /usr/sbin/asterisk "$@" ;;
            esac
            END
            chmod +x /usr/local/sbin/asterisk
            """);

        var apply = await box.Reconciler("apply", "--yes");

        Assert.True(apply.ExitCode == 5, apply.All);
        Assert.Contains("No call was dropped", apply.Output, StringComparison.Ordinal);
        Assert.Equal(born, await box.Born());
        await box.Sh("rm /usr/local/sbin/asterisk; asterisk -rx 'core show channels count' | grep -q '^2 active'");

        // New calls go through again, and once all have ended the restart is made.
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        Assert.Contains("4 active channels", await box.Asterisk("core show channels count"), StringComparison.Ordinal);
        await box.Asterisk("channel request hangup all");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.NotEqual(born, await box.Born());
    }

    [Fact]
    public async Task What_somebody_puts_back_again_and_again_is_left_alone_and_told()
    {
        const string spoil = $"sed -i 's/context=from-internal/context=from-nowhere/' {Own}";
        await using var box = await LabBox.Up("contest");
        await using var daemon = box.StartDaemon();
        await daemon.Says("in sync with revision", 0, HealTime);
        for (var round = 0; round < 3; round++)
        {
            var seen = daemon.LineCount;
            await box.Sh(spoil);
            await daemon.Says("in sync with revision", seen, HealTime);
        }

        var before = daemon.LineCount;
        await box.Sh(spoil);
        await daemon.Says("reverts it repeatedly", before, HealTime);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await box.Sh($"grep -q from-nowhere {Own}");

        // A commit settles it.
        before = daemon.LineCount;
        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal));
        await daemon.Says("in sync with revision", before, HealTime);
        await box.Sh($"! grep -q from-nowhere {Own}");
    }

    [Fact]
    public async Task The_daemon_follows_its_file_at_once_and_keeps_the_last_good_one()
    {
        await using var box = await LabBox.Up("follow");
        var control = Path.Combine(box.Folder, "control");
        var port = Ports.Free();
        await using var daemon = box.StartDaemon("--metrics-port", port, "--control", control);
        await daemon.Says("in sync with revision", 0, HealTime);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="Ready",status="true"} 1""", metrics, StringComparison.Ordinal);
        Assert.Contains(
            """pbx_reconciler_certificate_expiry_timestamp_seconds{box="matriz",where="served"}""", metrics, StringComparison.Ordinal);

        var seen = daemon.LineCount;
        box.WriteState(s => s.Replace("webrtc: yes", "webtrc: yes", StringComparison.Ordinal));
        var refused = await daemon.Says("is refused", seen, HealTime);
        Assert.Contains("webtrc", refused, StringComparison.Ordinal);

        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal));
        await daemon.Says("in sync with revision", seen, HealTime);
        Assert.Matches(@"max_contacts +: 4", await box.Asterisk("pjsip show aor 250"));

        // A command asks for all of it at once.
        var sync = await Command.Run(TimeSpan.FromSeconds(30), Repository.Runner, Repository.Program, "sync", "--control", control);
        Assert.True(sync.ExitCode == 0, sync.All);
        Assert.StartsWith("revision ", sync.Output, StringComparison.Ordinal);
        Assert.Equal("660", (await Command.Run(TimeSpan.FromSeconds(5), "stat", "-c", "%a", control)).Output.Trim());

        // A box that goes away and comes back is told twice, and nothing in between.
        seen = daemon.LineCount;
        await box.Sh("systemctl stop ssh; ss -K sport = :22; true");
        await daemon.Says("cannot be observed", seen, TimeSpan.FromSeconds(90));
        await box.Sh("systemctl start ssh");
        await daemon.Says("can be observed again", seen, TimeSpan.FromSeconds(90));
        Assert.Equal(0, await daemon.Stop());
        Assert.False(File.Exists(control));
        var late = await Command.Run(TimeSpan.FromSeconds(30), Repository.Runner, Repository.Program, "sync", "--control", control);
        Assert.Equal(1, late.ExitCode);
        Assert.DoesNotContain("Schappo-250-lab", daemon.Log, StringComparison.Ordinal);
    }
}
