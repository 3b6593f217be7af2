using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Options of rtp.conf's [general]. Source: Asterisk 16.28, res/res_rtp_asterisk.c, tried: rtp_reload asks for each by name, and so gets
/// the first; handle_cli_rtp_settings prints some.
/// </summary>
internal static class RtpRows
{
    public static SectionRows General { get; } = new(
        "rtp.conf/general", "rtp", $"rtp.conf's [general]",
        o => o with { Repeats = RepeatRule.FirstWins, ShownAs = ShownAs.Nothing })
    {
        // Where the two do not fit each other, Asterisk takes ports of its own; an odd rtpstart is shown rounded up.
        { "rtpstart", o => o with { ShownAs = ShownAs.Value, Labels = ["Port start"], IsComparedUnasked = false } },
        { "rtpend", o => o with { ShownAs = ShownAs.Value, Labels = ["Port end"], IsComparedUnasked = false } },
        { "rtpchecksums", o => o with { ShownAs = ShownAs.Value, Labels = ["Checksums"] } },
        { "dtmftimeout", o => o with { ShownAs = ShownAs.Value, Labels = ["DTMF Timeout"] } },

        // Of yes and seqno it says Yes, and with no there is no probation.
        { "strictrtp", o => o with { ShownAs = ShownAs.YesOrNo, Labels = ["Strict RTP"] } },
        { "probation", o => o with { ShownAs = ShownAs.Value, Labels = ["Probation"] } },
        { "srtpreplayprotection", o => o with { ShownAs = ShownAs.Value, Labels = ["Replay Protect"] } },
        { "icesupport", o => o with { ShownAs = ShownAs.Value, Labels = ["ICE support"] } },

        // From 20.20 and 22.10 on Address of an address, Hostname and Resolved Addr of a name; the others have one label. Source:
        // handle_cli_rtp_settings of 16.28.0, 20.20.0, 21.12.3 and 22.10.0; tried on 16.28 and 22.10.1.
        {
            "stunaddr",
            o => Address(o) with { ShownAs = ShownAs.StunServer, Labels = ["STUN address", "Address", "Hostname", "Resolved Addr"] }
        },
        { "turnaddr", Address },
        { "turnpassword", o => o with { IsSecret = true } },

        // Each line adds to a list of rules; blacklist is what deny was called once.
        { "ice_acl", o => o with { Repeats = RepeatRule.Cumulative } },
        { "ice_permit", o => Address(o) with { Repeats = RepeatRule.Cumulative } },
        { "ice_deny", o => Address(o) with { Repeats = RepeatRule.Cumulative, OlderNames = ["ice_blacklist"] } },
        { "stun_acl", o => o with { Repeats = RepeatRule.Cumulative } },
        { "stun_permit", o => Address(o) with { Repeats = RepeatRule.Cumulative } },
        { "stun_deny", o => Address(o) with { Repeats = RepeatRule.Cumulative, OlderNames = ["stun_blacklist"] } },
    };

    private static Option Address(Option option) => option with { HoldsAddresses = true, ComparedAs = ComparedAs.Word };
}
