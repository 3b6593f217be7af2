using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Faults;

/// <summary>
/// A box on which a change of three of our files and one of somebody else's is made again and again, each time with one fault at
/// one step, and what must hold afterwards.
/// </summary>
internal sealed class FaultScene(LabBox box)
{
    private static readonly string[] Values = ["4", "5"];

    // Beside PJSIP's and fail2ban's, the subject whose change has two files: ours, and one of somebody else's.
    private readonly string second = box.Series < 21 ? "sip" : "rtp";

    private readonly Dictionary<(string File, string Value), string> whole = [];
    private readonly string clock = Path.Combine(box.Folder, "clock");
    private string contacts = "";
    private int revision;
    private int hands;
    private Task<CommandResult>? another;

    public LabBox Box => box;

    // rtp's first [general] alone is read, so that our line stands at the top of its top file.
    private string Site => box.Series < 21 ? "/etc/asterisk/sip_custom.conf" : "/etc/asterisk/rtp.conf";

    private string[] Files =>
        ["/etc/asterisk/reconciler_pjsip.conf", $"/etc/asterisk/reconciler_{second}.conf", "/etc/fail2ban/jail.d/zz-reconciler.local"];

    // What is to go from somebody else's file: a peer of chan_sip, or, where there is none, whatever took our include line's place.
    private string SpoilSite => box.Series < 21
        ? $"printf '\\n[300]\\ntype=friend\\nhost=dynamic\\nsecret=lab-300\\n' >>{Site}"
        : $"sed -i '/^#include reconciler_rtp/d' {Site}";

    private string SiteIsRight => box.Series < 21 ? $"! grep -q '^.300.' {Site}" : $"grep -q '^#include reconciler_rtp' {Site}";

    /// <summary>Brings the box to both states, so that it is known what is wholly old and wholly new.</summary>
    public async Task SetUp(bool smallDisk)
    {
        if (smallDisk)
        {
            await box.Sh("""
                cp -a /etc/asterisk /root/etc; mount -t tmpfs -o size=8m,mode=755 tmpfs /etc/asterisk
                cp -a /root/etc/. /etc/asterisk/; chown asterisk: /etc/asterisk
                mkdir -m 700 /var/lib/reconciler; mount -t tmpfs -o size=1m,mode=700 tmpfs /var/lib/reconciler
                """);
        }

        foreach (var value in Values)
        {
            Want(value);
            var apply = await box.Reconciler("apply", "--yes");
            Assert.True(apply.ExitCode == 0, apply.All);
            foreach (var file in Files)
            {
                whole[(file, value)] = await Body(file);
            }
        }
    }

    public async Task<string> Try(FaultStep step, Fault fault)
    {
        var wanted = Values.Single(v => v != contacts);
        await Prepare(step, fault);
        Want(wanted);
        await File.WriteAllTextAsync(clock, "0");
        using var program = box.StartReconciler(fault.Name.StartsWith("clock", StringComparison.Ordinal) ? clock : null, "apply", "--yes");
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEndAsync();
        Assert.True(
            await Hold.Reached(box, () => program.HasExited), $"{step.Name} was not reached\n{(program.HasExited ? await output : "")}");
        await fault.Happens(this, program);
        if (fault.Name != "power off")
        {
            await Hold.LetGo(box);
        }

        await program.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(4), TestContext.Current.CancellationToken);
        var first = fault.Name == "killed" ? "killed" : program.ExitCode.ToString(CultureInfo.InvariantCulture);
        var said = await output + await errors;
        Assert.True(first is "killed" or "0" or "4" or "5" or "6" or "7", $"ended with {first}\n{said}");
        await fault.IsOver(this);
        await Running();
        await AreWhole(said, wanted, first);
        await box.Sh($"rm -f /usr/local/sbin/{step.Command} /usr/local/sbin/asterisk /usr/local/sbin/hold");

        // The next run ends what was left and converges; what was disproved needs a person's word.
        var next = await box.Reconciler("apply", "--yes");
        var codes = $"{first} then {next.ExitCode}";
        if (next.ExitCode is 5 or 6)
        {
            Assert.Matches("rolled back|could not be verified|not verified", said + next.All);
            next = await box.Reconciler("apply", "--yes", "--force");
            codes += $", forced {next.ExitCode}";
        }

        Assert.True(next.ExitCode == 0, $"{codes}\n{said}\n{next.All}");
        await Converged(wanted, fault);
        Assert.DoesNotContain("Schappo-25", said + next.All, StringComparison.Ordinal);
        return codes;
    }

    private void Want(string value)
    {
        contacts = value;
        box.WriteState(s => s.Replace("max_contacts: 5", $"max_contacts: {value}", StringComparison.Ordinal)
            .Replace("alwaysauthreject: yes", $"alwaysauthreject: {(value == "4" ? "no" : "yes")}", StringComparison.Ordinal)
            .Replace("10.0.8.0/24]", $"10.0.{value}.0/24]", StringComparison.Ordinal)
            .Replace("alwaysauthreject: no}", "alwaysauthreject: no}\n  absent: [\"300\"]", StringComparison.Ordinal)
            .Replace("alwaysauthreject: yes}", "alwaysauthreject: yes}\n  absent: [\"300\"]", StringComparison.Ordinal)
            + (box.Series < 21 ? "" : $"rtp: {{rtpstart: 10000, rtpend: 1{value}998}}\n")
            + $"# {++revision}\n");
    }

    // A section that is to go from somebody else's file, and a call.
    private async Task Prepare(FaultStep step, Fault fault)
    {
        await box.Sh(
            $"{SpoilSite}; asterisk -rx 'core show channels count' | grep -q '^2 active' "
            + "|| asterisk -rx 'channel originate Local/*43@from-internal application Wait 36000'; sleep 0.3; "
            + "asterisk -rx 'core show channels concise' | cut -d '!' -f 1 | sort >/root/calls; test -s /root/calls");
        if (step.IsUndoing)
        {
            await box.Sh(
                "printf '#!/bin/sh\\ncase $2 in *res_pjsip.so) exit 0 ;; *) exec /usr/sbin/asterisk \"$@\" ;; esac\\n' "
                + ">/usr/local/sbin/asterisk; chmod +x /usr/local/sbin/asterisk");
        }

        await Hold.Before(box, step.Command, step.Arguments);
    }

    private Task<string> Running() => box.Sh(
        "tries=0; until timeout 5 asterisk -rx 'core waitfullybooted' 2>/dev/null | grep -q 'fully booted'; "
        + "do tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.2; done");

    // Wholly old or wholly new; and what the program said of it is so.
    private async Task AreWhole(string said, string wanted, string exitCode)
    {
        var news = new List<bool>();
        foreach (var file in Files)
        {
            var body = await Body(file);
            Assert.True(Values.Any(v => whole[(file, v)] == body), $"{file} is neither old nor new:\n{body}\n{said}");
            news.Add(body == whole[(file, wanted)]);
        }

        if (exitCode == "0")
        {
            Assert.True(news.TrueForAll(n => n), $"told as done\n{said}");
        }
        else if (exitCode == "6")
        {
            Assert.False(news.TrueForAll(n => n), $"told as undone\n{said}"); // part by part, as each has a fate of its own
        }
    }

    private async Task Converged(string wanted, Fault fault)
    {
        foreach (var file in Files)
        {
            Assert.Equal(whole[(file, wanted)], await Body(file));
        }

        Assert.Matches($@"max_contacts +: {wanted}\b", await box.Asterisk("pjsip show aor 250"));
        await box.Sh(SiteIsRight);
        Assert.Equal(
            hands,
            (await box.Sh($"grep -c 'by hand' {Site} || true")).Trim() is { } found ? int.Parse(found, CultureInfo.InvariantCulture) : -1);
        Assert.Equal("", await box.Sh(
            "find /etc /run /tmp -name '.reconciler-*' -o -name 'reconciler-undo*' -o -name reconciler-backwards; "
            + "ls /var/lib/reconciler | grep -vx -e lock -e holder -e history -e confirmed || true"));
        Assert.Equal(
            "", (await box.Sh("systemctl list-units --all --plain --no-legend 'reconciler-undo*' | grep -v not-found || true")).Trim());
        if (!fault.CutsCalls)
        {
            await box.Sh("asterisk -rx 'core show channels concise' | cut -d '!' -f 1 | sort | cmp - /root/calls");
        }
    }

    private async Task<string> Body(string file) => string.Join('\n', (await box.Sh($"cat {file}")).Split('\n').Skip(1));

    public async Task ChangeByHand()
    {
        hands++;
        await box.Sh($"printf '\\n[hand{hands}]\\ntype=friend ; by hand\\n' >>{Site}");
    }

    public Task StartAnother()
    {
        another = box.Reconciler("apply", "--yes");
        return Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    public async Task AwaitAnother()
    {
        var other = await another!;
        Assert.True(other.ExitCode is 0 or 5 or 6, other.All);
    }

    /// <summary>After a cell that failed, so that the next one begins on a healthy box.</summary>
    public async Task Reset(FaultStep step, Fault fault)
    {
        await box.TrySh($": >/run/go; rm -f /usr/local/sbin/{step.Command} /usr/local/sbin/asterisk /usr/local/sbin/hold");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var on = await box.TrySh("true");
        if (on.ExitCode != 0)
        {
            await box.Power(off: false);
        }

        await box.TrySh(
            "systemctl start ssh asterisk fail2ban; kill -CONT $(cat /run/asterisk/asterisk.pid); mv /root/reconciler /etc/sudoers.d/; "
            + "rm -f /etc/asterisk/fill /var/lib/reconciler/fill; mount -o remount,bind,rw /etc/asterisk");
        Want(contacts);
        await box.Reconciler("apply", "--yes", "--force");
        hands = int.Parse((await box.Sh($"grep -c 'by hand' {Site} || true")).Trim(), CultureInfo.InvariantCulture);
    }

    public Task SetClockBack() => File.WriteAllTextAsync(clock, "-3600", TestContext.Current.CancellationToken);
}
