using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// The ports and servers of sound on a real box: what a reload makes of them, what undoes it, and what gives the box its own back.
/// </summary>
public class RtpTests
{
    private const string Settings = "asterisk -rx 'rtp show settings'";
    private const string Wanted = "rtp: {rtpstart: 12000, rtpend: 12998, stunaddr: 203.0.113.9}\n";
    private const string Texts = "cd /etc/asterisk; sha256sum rtp*.conf; ls reconciler_rtp.conf 2>/dev/null || true";

    [Fact]
    public async Task Rtp_conf_as_Issabel_ships_it_is_brought_there_healed_and_given_back()
    {
        await using var box = await LabBox.Up("rtp");
        Assert.Equal(0, (await box.Reconciler("apply", "--yes")).ExitCode);
        var factory = (Files: await box.Sh(Texts), Memory: await box.Sh(Settings));
        var born = await box.Born();
        Assert.Matches(@"Port start: +10000\s+Port end: +10200[^|]*ICE support: +Yes\s+STUN address: +0\.0\.0\.0:0", factory.Memory);

        // Taken by a reload, and it stands although a change beside it cannot be proved and is undone.
        await box.Sh(
            "printf '#!/bin/sh\ncase $2 in *res_pjsip.so) exit 0 ;; *rtp*) echo \"$2\" >>/tmp/rtp ;; esac\n"
            + "exec /usr/sbin/asterisk \"$@\"\n' >/usr/local/sbin/asterisk; chmod +x /usr/local/sbin/asterisk");
        box.WriteState(s => s.Replace("max_contacts: 5", "max_contacts: 4", StringComparison.Ordinal) + Wanted);
        var unproved = await box.Reconciler("apply", "--yes");
        Assert.True(unproved.ExitCode == 6, unproved.All);
        Assert.Contains("verification failed: aor 250 max_contacts", unproved.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("verification failed: rtp", unproved.Output, StringComparison.Ordinal);
        Assert.Equal("module reload res_rtp_asterisk.so\n", await box.Sh("cat /tmp/rtp; rm /tmp/rtp /usr/local/sbin/asterisk"));
        Assert.Matches(
            @"Port start: +12000\s+Port end: +12998[^|]*ICE support: +Yes\s+STUN address: +203\.0\.113\.9:3478", await box.Sh(Settings));

        box.WriteState(s => s);
        await Heals(box, "given back by a reload", "true");
        Assert.Equal(factory, (await box.Sh(Texts), await box.Sh(Settings)));
        box.WriteState(s => s + Wanted);
        await Heals(box, "taken again", "true");

        await Heals(
            box, "a lost reload",
            "cd /etc/asterisk; sed -i s/12000/11000/ reconciler_rtp.conf; asterisk -rx 'module reload res_rtp_asterisk.so'; "
            + "sed -i s/11000/12000/ reconciler_rtp.conf");
        await Heals(
            box, "our line behind another [general]",
            "cd /etc/asterisk; sed -i 1d rtp.conf; echo '#include reconciler_rtp.conf' >>rtp.conf; "
            + "asterisk -rx 'module reload res_rtp_asterisk.so'");
        await Heals(box, "the web interface turns ICE off", "cd /etc/asterisk; sed -i s/icesupport=yes/icesupport=no/ rtp_additional.conf");
        Assert.Matches("ICE support: +No", await box.Sh(Settings));
        await Heals(box, "and on again", "cd /etc/asterisk; sed -i s/icesupport=no/icesupport=yes/ rtp_additional.conf");

        // Where the manager interface is not to be had, the command line tells the same.
        await box.Sh("sed -i 's/^enabled=yes/enabled=no/' /etc/asterisk/manager.conf; asterisk -rx 'manager reload'; sleep 1");
        await Heals(
            box, "the same lost reload, seen by the command line",
            "cd /etc/asterisk; sed -i s/12000/11000/ reconciler_rtp.conf; asterisk -rx 'module reload res_rtp_asterisk.so'; "
            + "sed -i s/11000/12000/ reconciler_rtp.conf");

        box.WriteState(s => s);
        await Heals(box, "given back", "true");
        Assert.Equal(factory, (await box.Sh(Texts), await box.Sh(Settings)));

        // A box need not have an rtp.conf.
        box.WriteState(s => s + Wanted);
        await Heals(box, "no rtp.conf", "rm /etc/asterisk/rtp*.conf");
        Assert.Equal("asterisk:asterisk 640\n", await box.Sh("stat -c '%U:%G %a' /etc/asterisk/rtp.conf"));
        Assert.Equal(born, await box.Born());
    }

    private static async Task Heals(LabBox box, string what, string happens)
    {
        await box.Sh($"sleep 1.1; {happens}; sleep 0.5");

        var apply = await box.Reconciler("apply", "--yes", "--output", "json");

        Assert.True(apply.ExitCode == 0, $"{what}\n{apply.All}");
        var plan = JsonDocument.Parse(apply.Output).RootElement.GetProperty("boxes")[0].GetProperty("plan");
        var activations = plan.GetProperty("activations").EnumerateArray().Select(a => a.GetProperty("activation").GetString());
        Assert.Equal((what, "rtp_reload"), (what, string.Join(' ', activations)));
        Assert.Equal(0, (await box.Reconciler("plan")).ExitCode);
    }
}
