using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>What becomes of a change on a real box: confirmed, waiting for a person, rolled back, undone by the box itself.</summary>
public class TransactionTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";
    private const string Confirmed = "/var/lib/reconciler/confirmed/pjsip";

    private const string Leftovers =
        "find /etc /run /tmp -name '.reconciler-*' -o -name 'reconciler-undo*'; "
        + "ls /var/lib/reconciler | grep -vx -e lock -e holder -e history -e quarantine -e confirmed || true";

    [Fact]
    public async Task A_change_that_cannot_be_proved_is_undone_and_its_revision_left_alone()
    {
        await using var box = await LabBox.Up("undo");
        Assert.Equal(0, (await box.Reconciler("apply", "--yes")).ExitCode);
        Assert.Equal("", await box.Sh(Leftovers));
        var files = await Texts(box);
        await box.Sh(
            "printf '#!/bin/sh\\ncase $2 in *res_pjsip.so) exit 0 ;; *) exec /usr/sbin/asterisk \"$@\" ;; esac\\n' "
            + ">/usr/local/sbin/asterisk; chmod +x /usr/local/sbin/asterisk");
        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal));

        var apply = await box.Reconciler("apply", "--yes");

        Assert.True(apply.ExitCode == 6, apply.All);
        Assert.Contains("verification failed: aor 250 max_contacts", apply.Output, StringComparison.Ordinal);
        Assert.Equal(files, await Texts(box));
        Assert.Equal("", await box.Sh(Leftovers));

        // Not again, whoever asks, until somebody insists or the desired state moves on.
        await box.Sh("rm /usr/local/sbin/asterisk");
        var again = await box.Reconciler("apply", "--yes");
        Assert.True(again.ExitCode == 5, again.All);
        Assert.Contains("was rolled back on this box", again.Output, StringComparison.Ordinal);
        Assert.Equal(files, await Texts(box));
        var forced = await box.Reconciler("apply", "--yes", "--force");
        Assert.True(forced.ExitCode == 0, forced.All);
        Assert.Matches(@"max_contacts +: 4", await box.Asterisk("pjsip show aor 250"));
        await box.Sh("test ! -e /var/lib/reconciler/quarantine");
    }

    [Fact]
    public async Task A_person_confirms_rolls_back_or_lets_the_box_undo_it_by_itself()
    {
        await using var box = await LabBox.Up("confirm");
        Assert.Equal(0, (await box.Reconciler("apply", "--yes")).ExitCode);
        var contacts = 5;
        async Task Change(string within)
        {
            contacts--;
            box.WriteState(s => s.Replace("max_contacts: 5", $"max_contacts: {contacts}", StringComparison.Ordinal)
                .Replace("policy:\n", $"policy:\n  confirm: {{mode: manual, within: {within}}}\n", StringComparison.Ordinal));
            var apply = await box.Reconciler("apply", "--yes");
            Assert.True(apply.ExitCode == 5, apply.All);
            Assert.Contains("reconciler confirm", apply.Output, StringComparison.Ordinal);
            await Memory(contacts);
            await box.Sh("systemctl is-active reconciler-undo.timer; test -d /var/lib/reconciler/journal");
        }

        async Task Memory(int expected) => Assert.Matches($"max_contacts +: {expected}", await box.Asterisk("pjsip show aor 250"));

        await Change("10m");
        var confirm = await box.Reconciler("confirm", "matriz");
        Assert.True(confirm.ExitCode == 0, confirm.All);
        await Memory(4);
        Assert.Equal("", await box.Sh(Leftovers));

        await Change("10m");
        Assert.Equal(5, (await box.Reconciler("plan")).ExitCode);
        var back = await box.Reconciler("rollback", "matriz");
        Assert.Contains("rolled back by command", back.Output, StringComparison.Ordinal);
        await Memory(4);
        Assert.Equal("", await box.Sh(Leftovers));

        // Nobody says a word, and the box loses its power meanwhile.
        await Change("10s");
        await box.Power(off: true);
        await box.Power(off: false);
        await box.Sh(
            "tries=0; until [ ! -e /var/lib/reconciler/journal ]; do tries=$((tries + 1)); [ $tries -lt 300 ] || exit 1; sleep 0.1; done; "
            + $"grep -q max_contacts=4 {Own}");
        await Memory(4);
        var plan = await box.Reconciler("apply", "--yes");
        Assert.True(plan.ExitCode == 5, plan.All);
        Assert.Contains("nobody confirmed it in time", plan.Output, StringComparison.Ordinal);
        Assert.Contains("the watchdog on the box rolled back", plan.Output, StringComparison.Ordinal);
        Assert.Equal("", await box.Sh(Leftovers));
    }

    [Fact]
    public async Task A_rollback_is_proved_by_looks_from_a_restart_as_from_a_reload()
    {
        await using var box = await LabBox.Up("rollback");
        string Manual(string state) =>
            state.Replace("policy:\n", "policy:\n  confirm: {mode: manual, within: 10m}\n", StringComparison.Ordinal);
        box.WriteState(Manual);
        var factory = await Texts(box);
        Assert.Equal(5, (await box.Reconciler("apply", "--yes")).ExitCode);
        Assert.Contains("Running", await box.Asterisk("module show like res_pjsip_transport_websocket"), StringComparison.Ordinal);
        var back = await box.Reconciler("rollback", "matriz");
        Assert.Contains("rolled back by command", back.Output, StringComparison.Ordinal);
        Assert.Equal(factory, await Texts(box));
        Assert.Equal("", await box.Sh(Leftovers));

        // The undo's reload is lost: memory still holds the change.
        Assert.Equal(5, (await box.Reconciler("apply", "--yes", "--force")).ExitCode);
        Assert.Equal(0, (await box.Reconciler("confirm", "matriz")).ExitCode);
        box.WriteState(s => Manual(s).Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal));
        Assert.Equal(5, (await box.Reconciler("apply", "--yes")).ExitCode);
        await box.Sh(
            "printf '#!/bin/sh\\ncase $2 in *res_pjsip.so) exit 0 ;; *) exec /usr/sbin/asterisk \"$@\" ;; esac\\n' "
            + ">/usr/local/sbin/asterisk; chmod +x /usr/local/sbin/asterisk");
        var lost = await box.Reconciler("rollback", "matriz");
        Assert.True(lost.ExitCode == 7, lost.All);
        Assert.Contains("Memory differs from before: aor 250 max_contacts", lost.Output, StringComparison.Ordinal);
        await box.Sh("test -d /var/lib/reconciler/journal");

        await box.Sh("rm /usr/local/sbin/asterisk");
        var again = await box.Reconciler("apply", "--yes");
        Assert.Contains("was interrupted and is rolled back", again.Output, StringComparison.Ordinal);
        Assert.Matches(@"max_contacts +: 5", await box.Asterisk("pjsip show aor 250"));
        await box.Sh("test ! -e /var/lib/reconciler/journal");
    }

    [Fact]
    public async Task A_change_is_proved_by_the_registration_of_the_identity_that_the_policy_names()
    {
        const string Probe = "  \"299\": {profile: webrtc, password: {secret: probe}}\n";
        await using var box = await LabBox.Up("register");
        await box.WriteSecret("probe", "a-password-of-the-probe");
        string Named(string state) => state.Replace("policy:\n", "policy:\n  confirm: {register: 299}\n", StringComparison.Ordinal)
            .Replace("  \"251\":", Probe + "  \"251\":", StringComparison.Ordinal);
        box.WriteState(Named);

        var apply = await box.Reconciler("apply", "--yes");

        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Contains("No objects found", await box.Asterisk("pjsip show contacts"), StringComparison.Ordinal);

        // Files and memory are as desired, and still nobody can register: only a client sees that.
        box.WriteState(s => Named(s).Replace(
            Probe, Probe.Replace("password:", "aor: {max_contacts: 0}, password:", StringComparison.Ordinal), StringComparison.Ordinal));
        var refused = await box.Reconciler("apply", "--yes");
        Assert.True(refused.ExitCode == 6, refused.All);
        Assert.Contains("verification failed: 299 cannot register over the WebSocket", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"max_contacts +: 0", await box.Asterisk("pjsip show aor 299"));
        Assert.Equal("", await box.Sh(Leftovers));
    }

    [Fact]
    public async Task Links_and_what_somebody_changed_after_us_are_respected()
    {
        await using var box = await LabBox.Up("links");
        await box.Sh(
            "cd /etc/asterisk; mkdir site; mv sip_custom.conf site/; ln -s site/sip_custom.conf sip_custom.conf; chown -R asterisk: site; "
            + "ln pjsip_custom.conf /root/other-name");
        var refused = await box.Reconciler("apply", "--yes");
        Assert.True(refused.ExitCode == 4, refused.All);
        Assert.Contains("/etc/asterisk/pjsip_custom.conf has other names", refused.Output, StringComparison.Ordinal);
        await box.Sh(
            "cd /etc/asterisk; ! ls reconciler_pjsip.conf reconciler_sip.conf 2>/dev/null; grep -q ^enabled=yes reconciler_http.conf; "
            + "rm /root/other-name");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        await box.Sh(
            "cd /etc/asterisk; test -L sip_custom.conf; grep -q reconciler_sip site/sip_custom.conf; "
            + "[ $(stat -c %U site/sip_custom.conf) = asterisk ]");

        // The peer that was taken out of somebody's file can be had back.
        await box.Sh(
            "[ $(stat -c %a%U /var/lib/reconciler) = 700root ]; cd /var/lib/reconciler/history; "
            + "[ $(stat -c %a%U *sip_custom.conf) = 600root ]; grep -q '^.250.' *sip_custom.conf");

        // A person's hand after ours: the undo leaves it, and says so.
        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal)
            .Replace("alwaysauthreject: yes", "alwaysauthreject: no", StringComparison.Ordinal)
            .Replace("policy:\n", "policy:\n  confirm: {mode: manual}\n", StringComparison.Ordinal));
        Assert.Equal(5, (await box.Reconciler("apply", "--yes")).ExitCode);
        await box.Sh("echo '; by hand' >>/etc/asterisk/reconciler_sip.conf");
        var undone = await box.Sh("sh /var/lib/reconciler/undo");
        Assert.Contains("restored=" + Own, undone, StringComparison.Ordinal);
        Assert.Contains("kept=/etc/asterisk/reconciler_sip.conf", undone, StringComparison.Ordinal);
        await box.Sh($"grep -q max_contacts=5 {Own}; grep -q 'by hand' /etc/asterisk/reconciler_sip.conf");
        Assert.Matches("max_contacts +: 5", await box.Asterisk("pjsip show aor 250"));
    }

    [Fact]
    public async Task No_secret_is_seen_anywhere_but_in_the_files_that_need_it()
    {
        // Names that are found nowhere else, and looked for by a file: a pattern on a command line would find itself.
        const string old = "Schappo-250-lab", fresh = "Schappo-250-fresh";
        const string where = "grep -rlsF -f /root/patterns /etc /var /tmp /run /home --exclude-dir=asterisk-sounds | sort";
        await using var box = await LabBox.Up("secrets");
        var sudoers = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "deploy", "sudoers"), TestContext.Current.CancellationToken);
        await box.Sh(
            $"cat >/root/sudoers <<'END'\n{sudoers}END\n"
            + "visudo -cf /root/sudoers; install -m 440 /root/sudoers /etc/sudoers.d/reconciler");
        await box.Sh($"printf '%s\\n' {old} {fresh} Schappo-251-lab >/root/patterns; echo RECONCILER_SCRIPT >/root/known");
        await box.Sh("""
            cat >/root/watch <<'END'
            while [ ! -e /run/enough ]; do
              cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\0' '\n' >/root/now
              grep -F -f /root/patterns /root/now >>/root/leaks
              grep -F -f /root/known /root/now >>/root/seen
            done
            END
            setsid sh /root/watch </dev/null >/dev/null 2>&1 &
            """);

        var said = (await box.Reconciler("apply", "--yes")).All;
        Assert.Equal($"{Own}\n{Confirmed}", (await box.Sh(where)).Trim());

        // While a person's word is awaited the originals are root's, or what they were; then they go.
        await box.WriteSecret("softphone-250", fresh);
        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal)
            .Replace("policy:\n", "policy:\n  confirm: {mode: manual}\n", StringComparison.Ordinal));
        var waits = await box.Reconciler("apply", "--yes");
        Assert.True(waits.ExitCode == 5, waits.All);
        var held = (await box.Sh(where)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, held.Length);
        Assert.StartsWith("/etc/asterisk/.reconciler-", held[0], StringComparison.Ordinal);
        Assert.Equal([Own, Confirmed, "/var/lib/reconciler/journal/pjsip/original.1"], held[1..]);
        var modes = await box.Sh(
            $"echo $(stat -c %a /etc/asterisk/.reconciler-*.old {Confirmed} "
            + "/var/lib/reconciler/journal/pjsip/original.1 /var/lib/reconciler)");
        Assert.Equal("640 600 600 700", modes.Trim());
        said += waits.All + (await box.Reconciler("confirm", "matriz")).All;
        Assert.Equal($"{Own}\n{Confirmed}", (await box.Sh(where)).Trim());

        await box.Sh("touch /run/enough; sleep 1");
        Assert.Equal("", await box.Sh("cat /root/leaks; journalctl --no-pager | grep -F -f /root/patterns || true"));
        Assert.NotEqual(
            "", await box.Sh("head -n 1 /root/seen; grep -c sudo /var/log/auth.log || journalctl -t sudo --no-pager | head -n 1"));
        Assert.DoesNotContain("Schappo-25", said, StringComparison.Ordinal);
    }

    private static Task<string> Texts(LabBox box) => box.Sh("cd /etc && find asterisk fail2ban -type f | sort | xargs sha256sum");
}
