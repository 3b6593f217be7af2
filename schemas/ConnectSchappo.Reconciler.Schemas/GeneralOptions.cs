using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>
/// The options of files that no sorcery reads: [general] of http.conf (main/http.c and main/tcptls.c), of rtp.conf (res/res_rtp_asterisk.c)
/// and of sip.conf (channels/chan_sip.c).
/// Their sources compare names; what an option may be has to be read by a person, and stands here where it matters.
/// </summary>
internal static partial class GeneralOptions
{
    /// <summary>Where chan_sip is; Asterisk has none from 21 on.</summary>
    public const string ChanSip = "channels/chan_sip.c";

    private static readonly CatalogueOption Text = new("text", [], null, null, null);

    private static readonly CatalogueOption YesNo = new("yesno", [], null, null, null);

    public static SortedDictionary<string, CatalogueOption> Http(AsteriskSource source)
    {
        var http = source.Read("main/http.c");
        var load = http[http.IndexOf("static int __ast_http_load(", StringComparison.Ordinal)..];
        var ignored = new[]
        {
            "tlscafile", "tlscapath", "tlscadir", "tlsverifyclient", "tlsdontverifyserver", "tlsclientmethod", "sslclientmethod",
        };
        var options = Named(Compared().Matches(load).Concat(Compared().Matches(TlsReader(source)))
            .Select(m => m.Groups["name"].Value).Except(ignored, StringComparer.Ordinal));
        Set(
            options, YesNo, "enabled", "enablestatic", "enable_static", "enable_status", "tlsenable", "sslenable",
            "tlsdisablev1", "tlsdisablev11", "tlsdisablev12", "tlsservercipherorder");
        Set(options, new CatalogueOption("integer", [], 0, 65535, "8088"), "bindport");
        Set(options, new CatalogueOption("integer", [], 1, null, "100"), "sessionlimit");
        Set(options, new CatalogueOption("integer", [], 1, null, "30000"), "session_inactivity");
        Set(options, new CatalogueOption("integer", [], 0, null, "15000"), "session_keep_alive");
        return options;
    }

    /// <summary>
    /// What rtp_reload asks for by name, and the lists of addresses that it takes by a prefix. Ranges and defaults are those of its macros.
    /// Outside a range the ports are brought to the nearer end of it, and the others to their default, with a warning at most.
    /// </summary>
    public static SortedDictionary<string, CatalogueOption> Rtp(AsteriskSource source)
    {
        var rtp = source.Read("res/res_rtp_asterisk.c");
        var load = rtp[rtp.IndexOf("static int rtp_reload(", StringComparison.Ordinal)..];
        var options = Named(Retrieved().Matches(load).Select(m => m.Groups["name"].Value)
            .Concat(["ice_acl", "ice_deny", "ice_permit", "stun_acl", "stun_deny", "stun_permit"]));
        Set(options, YesNo with { Default = "yes" }, "icesupport", "rtpchecksums", "srtpreplayprotection", "stun_software_attribute");
        Set(options, new CatalogueOption("word", ["yes", "no", "seqno"], null, null, "yes"), "strictrtp");
        Set(options, new CatalogueOption("integer", [], 1024, 65535, "5000"), "rtpstart");
        Set(options, new CatalogueOption("integer", [], 1024, 65535, "31000"), "rtpend");
        Set(options, new CatalogueOption("integer", [], 500, 60000, "5000"), "rtcpinterval");
        Set(options, new CatalogueOption("integer", [], 0, 64000, "1200"), "dtmftimeout");
        Set(options, new CatalogueOption("integer", [], 2, null, "4"), "probation");
        Set(options, new CatalogueOption("integer", [], 256, null, "1200"), "dtls_mtu");
        return options;
    }

    /// <summary>Every name that chan_sip knows: those of peers too, since its source does not keep them apart.</summary>
    public static SortedDictionary<string, CatalogueOption> Sip(AsteriskSource source)
    {
        var options = Named(Compared().Matches(source.Read(ChanSip))
            .Concat(Compared().Matches(TlsReader(source)))
            .Select(m => m.Groups["name"].Value)
            .Concat(JitterBuffer().Matches(source.Read("include/asterisk/abstract_jb.h")).Select(m => m.Groups["name"].Value)
                .Where(n => n != "jb").Select(n => $"jb{n}")));

        // Everybody writes it here, and nothing in channels/chan_sip.c reads it: rtp.conf's is the one that counts
        // (res/res_rtp_asterisk.c).
        options["stunaddr"] = new CatalogueOption("ignored", [], null, null, null);
        Set(
            options, YesNo, "websocket_enabled", "tcpenable", "tlsenable", "alwaysauthreject", "srvlookup", "pedantic",
            "dynamic_exclude_static");
        Set(options, new CatalogueOption("integer", [], 0, 65535, "5060"), "bindport");
        return options;
    }

    private static string TlsReader(AsteriskSource source)
    {
        var text = source.Read("main/tcptls.c");
        return text[text.IndexOf("int ast_tls_read_conf(", StringComparison.Ordinal)..];
    }

    private static SortedDictionary<string, CatalogueOption> Named(IEnumerable<string> names)
    {
        var options = new SortedDictionary<string, CatalogueOption>(StringComparer.Ordinal);
        foreach (var name in names.Where(n => n.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-')))
        {
            options[name] = Text;
        }

        return options;
    }

    private static void Set(SortedDictionary<string, CatalogueOption> options, CatalogueOption option, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (options.ContainsKey(name))
            {
                options[name] = option;
            }
        }
    }

    [GeneratedRegex("""strcasecmp\((v->name|varname|name), *"(?<name>[^"]+)"\)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Compared();

    [GeneratedRegex("""ast_variable_retrieve\(cfg, "general", "(?<name>[^"]+)"\)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Retrieved();

    [GeneratedRegex("#define AST_JB_CONF_\\w+ \"(?<name>[\\w-]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JitterBuffer();
}
