using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Options of sip.conf's [general]. Source: Asterisk 16.28, channels/chan_sip.c; tried. The catalogue has names of peers' options among
/// them, and which of the texts are words for yes and no it does not tell, so all but a few are compared as such. Memory is not asked.
/// Asterisk 21 has no chan_sip any more.
/// </summary>
internal static class SipRows
{
    public static SectionRows General { get; } = new(
        "sip.conf/general", "sip", $"sip.conf's [general]",
        o => o with { ComparedAs = ComparedAs.Word, ShownAs = ShownAs.Nothing }, until: 20)
    {
        { "secret", o => o with { IsSecret = true, ComparedAs = ComparedAs.Text } },
        { "md5secret", o => o with { IsSecret = true, ComparedAs = ComparedAs.Text } },
        { "remotesecret", o => o with { IsSecret = true, ComparedAs = ComparedAs.Text } },

        // Lines that have a password in their midst.
        { "register", o => o with { IsSecret = true, Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Text } },
        { "auth", o => o with { IsSecret = true, DecidesAccess = true, ComparedAs = ComparedAs.Items } },

        { "allowguest", o => o with { DecidesAccess = true } },
        { "autocreatepeer", o => o with { DecidesAccess = true } },
        { "realm", o => o with { DecidesAccess = true, ComparedAs = ComparedAs.Text } },
        { "username", o => o with { DecidesAccess = true, ComparedAs = ComparedAs.Text } },
        { "type", o => o with { DecidesAccess = true } },
        { "acl", o => o with { DecidesAccess = true, ComparedAs = ComparedAs.Text } },
        { "permit", o => Networks(o) with { DecidesAccess = true } },
        { "deny", o => Networks(o) with { DecidesAccess = true } },
        { "contactacl", o => o with { Repeats = RepeatRule.Cumulative } },
        { "contactpermit", o => o with { Repeats = RepeatRule.Cumulative } },
        { "contactdeny", o => o with { Repeats = RepeatRule.Cumulative } },
        { "allow", o => o with { Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Codecs } },
        { "disallow", o => o with { Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Codecs, CountsAs = "allow" } },
        { "setvar", o => o with { Repeats = RepeatRule.Cumulative, IsOneALine = true } },
        { "localnet", o => o with { HoldsAddresses = true, Repeats = RepeatRule.Cumulative } },

        { "bindaddr", o => o with { HoldsAddresses = true } },
        { "udpbindaddr", o => o with { HoldsAddresses = true } },
        { "tcpbindaddr", o => o with { HoldsAddresses = true } },
        { "tlsbindaddr", o => o with { HoldsAddresses = true } },
        { "sslbindaddr", o => o with { HoldsAddresses = true } },
        { "rtpbindaddr", o => o with { HoldsAddresses = true } },
        { "externaddr", o => o with { HoldsAddresses = true } },
        { "externhost", o => o with { HoldsAddresses = true } },
        { "media_address", o => o with { HoldsAddresses = true, ComparedAs = ComparedAs.Text } },
        { "stunaddr", o => o with { HoldsAddresses = true } },

        { "accountcode", o => o with { ComparedAs = ComparedAs.Text } },
        { "callerid", o => o with { ComparedAs = ComparedAs.CallerId } },
        { "context", o => o with { ComparedAs = ComparedAs.Text } },
        { "domain", o => o with { ComparedAs = ComparedAs.Text } },
        { "language", o => o with { ComparedAs = ComparedAs.Text } },
        { "regcontext", o => o with { ComparedAs = ComparedAs.Text } },
        { "rtp_engine", o => o with { ComparedAs = ComparedAs.Text } },
        { "tos_audio", o => o with { ComparedAs = ComparedAs.TypeOfService } },
        { "tos_video", o => o with { ComparedAs = ComparedAs.TypeOfService } },
        { "transport", o => o with { ComparedAs = ComparedAs.Text } },
    };

    private static Option Networks(Option option) =>
        option with { HoldsAddresses = true, ComparedAs = ComparedAs.Networks, Repeats = RepeatRule.Cumulative };
}
