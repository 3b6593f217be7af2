using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// rtp.conf's [ice_host_candidates] on real boxes. Asterisk shows it nowhere, so the offer of a call is the witness.
/// </summary>
public class IceHostCandidateTests
{
    private const string Wanted = "203.0.113.5";

    [Theory]
    [InlineData(16)]
    [InlineData(22)]
    public async Task A_call_offers_the_address_that_is_wanted_after_a_reload_alone(int series)
    {
        await using var box = await LabBox.Up(series == LabImage.Asterisk22.Series ? LabImage.Asterisk22 : LabImage.Issabel4, "ice");
        await box.Exits(0, "apply", "--yes");
        await box.Sh("""
            printf '[icetest]\ntype=aor\ncontact=sip:icetest@127.0.0.1:5999\n\n' >>/etc/asterisk/pjsip_custom.conf
            printf '[icetest]\ntype=endpoint\naors=icetest\ndisallow=all\nallow=ulaw\n' >>/etc/asterisk/pjsip_custom.conf
            printf 'webrtc=yes\ndtls_auto_generate_cert=yes\n' >>/etc/asterisk/pjsip_custom.conf
            asterisk -rx 'pjsip reload'
            """);
        var born = await box.Born();
        Assert.Equal(box.Address, await Offered(box));

        box.WriteState(s => $"{s}ice_host_candidates: {{{box.Address}: {Wanted}}}\n");
        await box.Exits(0, "apply", "--yes");
        Assert.Equal(Wanted, await Offered(box));

        await box.Sh(
            $"sed -i s/{Wanted}/203.0.113.6/ /etc/asterisk/reconciler_rtp.conf; asterisk -rx 'module reload res_rtp_asterisk.so'");
        Assert.Equal("203.0.113.6", await Offered(box));
        Assert.Contains("ice_host_candidates", await box.Exits(2, "plan"), StringComparison.Ordinal);
        await box.Exits(0, "apply", "--yes");
        Assert.Equal(Wanted, await Offered(box));

        box.WriteState(s => s);
        await box.Exits(0, "apply", "--yes");
        Assert.Equal(box.Address, await Offered(box));
        Assert.Equal(born, await box.Born());
    }

    // The one IPv4 address of the box's own in the offer of a call.
    private static async Task<string> Offered(LabBox box)
    {
        var said = await box.Sh("""
            timeout 3 script -qc 'asterisk -rvvv' /dev/null </dev/null >/tmp/console 2>&1 &
            sleep 1
            asterisk -rx 'pjsip set logger on' >/dev/null
            asterisk -rx 'channel originate PJSIP/icetest application Wait 1' >/dev/null
            wait
            asterisk -rx 'pjsip set logger off' >/dev/null
            asterisk -rx 'channel request hangup all' >/dev/null
            cat /tmp/console
            """);
        return Regex.Match(said, @"a=candidate:\S+ 1 UDP \d+ (\d+\.\d+\.\d+\.\d+) \d+ typ host").Groups[1].Value;
    }
}
