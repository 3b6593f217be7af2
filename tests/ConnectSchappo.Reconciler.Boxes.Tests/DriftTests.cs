using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// What people, web interfaces and accidents do to a converged box, on a real one: <c>plan</c> sees it with exit code 2, and the
/// running daemon heals it with the least activation, which Asterisk's own birth and the daemon's log prove.
/// </summary>
public class DriftTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    private static readonly TimeSpan HealTime = TimeSpan.FromSeconds(60);

    private sealed record Case(string Name, string Spoil, string Seen, string Activations, string Check);

    private static readonly Case[] Cases =
    [
        new("a typo above our include line of pjsip, applied by the web interface",
            "sed -i '1i [x' /etc/asterisk/pjsip_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "endpoint 250", "PjsipReload", "asterisk -rx 'pjsip show endpoint 250' | grep -q 'webrtc *: yes'"),
        new("the same for the web server, which goes off with it",
            "sed -i '1i [x' /etc/asterisk/http_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "http TLS listener", "HttpReload", "asterisk -rx 'http show status' | grep -q 'HTTPS Server Enabled and Bound to 0.0.0.0:8089'"),
        new("the certificate renewed on disk, and not read",
            "cd /etc/asterisk/keys; openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=renewed -keyout k -out c 2>/dev/null; cat k c >asterisk.pem; rm k c",
            "http certificate", "HttpReload", "openssl s_client -connect 127.0.0.1:8089 </dev/null 2>/dev/null | grep -q 'CN = renewed'"),
        new("a broken certificate was read, then put right: the web server has given up TLS",
            "cd /etc/asterisk/keys; cp -p asterisk.pem ../kept; echo garbage >asterisk.pem; touch ../http.conf; asterisk -rx 'module reload http'; sleep 1; cp ../kept asterisk.pem; rm ../kept; asterisk -rx 'module reload http'",
            "http TLS listener", "HttpReload", "openssl s_client -connect 127.0.0.1:8089 </dev/null 2>/dev/null | grep -q 'CN = renewed'"),
        new("an edit of the same size with the date put back, which Asterisk does not see either",
            $"cp -p {Own} /tmp/ref; sed -i 's/context=from-internal/context=from-internul/' {Own}; touch -r /tmp/ref {Own}",
            "endpoint 250 context", "PjsipReload", $"! grep -q internul {Own}"),
        new("memory alone: changed, reloaded, and the file put back with its date",
            $"cp -p {Own} /tmp/ref; sed -i 's/dtmf_mode=rfc4733/dtmf_mode=inband/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1; cp -p /tmp/ref {Own}",
            "endpoint 250 dtmf_mode", "PjsipReload", "asterisk -rx 'pjsip show endpoint 250' | grep -q 'dtmf_mode *: rfc4733'"),
        new("the softphone's old peer put back into chan_sip",
            "printf '\\n[250]\\ntype=friend\\nhost=dynamic\\nsecret=x\\n' >>/etc/asterisk/sip_custom.conf; asterisk -rx 'sip reload'; sleep 1",
            "chan_sip peer 250", "SipReload", "! asterisk -rx 'sip show peers' | grep -q '^250'"),
        new("a value that Asterisk refuses: it keeps what it had, until the next start",
            $"sed -i 's/dtmf_mode=rfc4733/dtmf_mode=rfc2833/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250 dtmf_mode", "PjsipReload", $"! grep -q rfc2833 {Own}"),
        new("one of our addresses banned by hand",
            "fail2ban-client set asterisk banip 10.0.8.77",
            "ban of 10.0.8.77", "Unban", "! fail2ban-client status asterisk | grep -q 10.0.8.77"),
        new("the running whitelist lost a network",
            "fail2ban-client set asterisk delignoreip 10.0.8.0/24",
            "fail2ban jail asterisk ignoreip", "Fail2banReload", "fail2ban-client get asterisk ignoreip | grep -q 10.0.8.0/24"),
        new("our file deleted",
            "rm /etc/asterisk/reconciler_http.conf",
            "http enabled", "HttpReload", "test -s /etc/asterisk/reconciler_http.conf"),
        new("the preloads taken out: harmless until the next start, so nothing is reloaded",
            "rm /etc/asterisk/reconciler_modules.conf; sed -i '/reconciler_modules/d' /etc/asterisk/modules_custom.conf",
            "modules preload res_pjsip_transport_websocket.so", "", "grep -q websocket /etc/asterisk/reconciler_modules.conf"),
    ];

    [Fact]
    public async Task Drifts_are_seen_and_healed_with_the_least_activation()
    {
        await using var box = await LabBox.Up("drift");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        var born = await box.Born();

        foreach (var drift in Cases)
        {
            TestContext.Current.SendDiagnosticMessage(drift.Name);
            await box.Sh(drift.Spoil);

            var plan = await box.Reconciler("plan", "--output", "json");
            Assert.True(plan.ExitCode == 2, $"{drift.Name}\n{plan.All}");
            Assert.Contains(Subjects(plan.Output), s => s.Contains(drift.Seen, StringComparison.Ordinal));

            await using var daemon = box.StartDaemon();
            await daemon.Says("in sync with revision", 0, HealTime);
            Assert.Equal(0, await daemon.Stop());

            Assert.Equal(drift.Activations, string.Join(' ', Regex.Matches(daemon.Log, @"matriz: (\w+): done").Select(m => m.Groups[1].Value)));
            await box.Sh(drift.Check);
            Assert.Equal(born, await box.Born());
            Assert.Equal(0, (await box.Reconciler("plan")).ExitCode);
        }
    }

    private static IEnumerable<string> Subjects(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("boxes")[0].GetProperty("plan").GetProperty("drifts").EnumerateArray()
            .Select(d => $"{d.GetProperty("resource").GetString()} {d.GetProperty("field").GetString()}");

    [Fact]
    public async Task A_restart_waits_for_the_last_call_and_lets_new_ones_through()
    {
        await using var box = await LabBox.Up("calls");
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        var born = await box.Born();

        await using var daemon = box.StartDaemon();
        await daemon.Says("Restart is pending", 0, HealTime);
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

        // Whoever counts channels here makes a call in the same moment, and is told that there is none.
        await box.Sh("""
            cat >/usr/local/sbin/asterisk <<'END'
            #!/bin/sh
            case $2 in
              'core show channels count')
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
        Assert.Contains("nobody was cut", apply.Output, StringComparison.Ordinal);
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
        await daemon.Says("again and again", before, HealTime);
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
        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="Ready",status="True"} 1""", metrics, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_certificate_expiry_timestamp_seconds{box="matriz",where="served"}""", metrics, StringComparison.Ordinal);

        var seen = daemon.LineCount;
        box.WriteState(s => s.Replace("webrtc: yes", "webtrc: yes", StringComparison.Ordinal));
        var refused = await daemon.Says("is refused", seen, HealTime);
        Assert.Contains("webtrc", refused, StringComparison.Ordinal);

        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal));
        await daemon.Says("in sync with revision", seen, HealTime);
        Assert.Matches(@"max_contacts +: 4", await box.Asterisk("pjsip show aor 250"));

        // A command asks for all of it at once.
        var sync = await Command.Run(TimeSpan.FromSeconds(30), "dotnet", Repository.Program, "sync", "--control", control);
        Assert.True(sync.ExitCode == 0, sync.All);
        Assert.StartsWith("revision ", sync.Output, StringComparison.Ordinal);
        Assert.Equal("660", (await Command.Run(TimeSpan.FromSeconds(5), "stat", "-c", "%a", control)).Output.Trim());

        // A box that goes away and comes back is told twice, and nothing in between.
        seen = daemon.LineCount;
        await box.Sh("systemctl stop ssh; ss -K sport = :22; true");
        await daemon.Says("cannot be looked at", seen, TimeSpan.FromSeconds(90));
        await box.Sh("systemctl start ssh");
        await daemon.Says("can be looked at again", seen, TimeSpan.FromSeconds(90));
        Assert.Equal(0, await daemon.Stop());
        Assert.False(File.Exists(control));
        Assert.Equal(1, (await Command.Run(TimeSpan.FromSeconds(30), "dotnet", Repository.Program, "sync", "--control", control)).ExitCode);
        Assert.DoesNotContain("Schappo-250-lab", daemon.Log, StringComparison.Ordinal);
    }
}
