using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>
/// The options of files that no sorcery reads: http.conf's [general] (main/http.c and main/tcptls.c) and sip.conf's (channels/chan_sip.c).
/// Their sources compare names; what an option may be has to be read by a person, and stands here where it matters.
/// </summary>
internal static partial class GeneralOptions
{
    private static readonly CatalogueOption Text = new("text", [], null, null, null);

    private static readonly CatalogueOption YesNo = new("yesno", [], null, null, null);

    public static SortedDictionary<string, CatalogueOption> Http(AsteriskSource source)
    {
        var http = source.Read("main/http.c");
        var load = http[http.IndexOf("static int __ast_http_load(", StringComparison.Ordinal)..];
        var ignored = new[] { "tlscafile", "tlscapath", "tlscadir", "tlsverifyclient", "tlsdontverifyserver", "tlsclientmethod", "sslclientmethod" };
        var options = Named(Compared().Matches(load).Concat(Compared().Matches(TlsReader(source))).Select(m => m.Groups["name"].Value).Except(ignored, StringComparer.Ordinal));
        Set(options, YesNo, "enabled", "enablestatic", "enable_static", "enable_status", "tlsenable", "sslenable", "tlsdisablev1", "tlsdisablev11", "tlsdisablev12", "tlsservercipherorder");
        Set(options, new CatalogueOption("integer", [], 0, 65535, "8088"), "bindport");
        Set(options, new CatalogueOption("integer", [], 1, null, "100"), "sessionlimit");
        Set(options, new CatalogueOption("integer", [], 1, null, "30000"), "session_inactivity");
        Set(options, new CatalogueOption("integer", [], 0, null, "15000"), "session_keep_alive");
        return options;
    }

    /// <summary>Every name that chan_sip knows: those of peers too, since its source does not keep them apart.</summary>
    public static SortedDictionary<string, CatalogueOption> Sip(AsteriskSource source)
    {
        var options = Named(Compared().Matches(source.Read("channels/chan_sip.c"))
            .Concat(Compared().Matches(TlsReader(source)))
            .Select(m => m.Groups["name"].Value)
            .Concat(JitterBuffer().Matches(source.Read("include/asterisk/abstract_jb.h")).Select(m => m.Groups["name"].Value).Where(n => n != "jb").Select(n => $"jb{n}")));

        // Everybody writes it here, and nothing in channels/chan_sip.c reads it: rtp.conf's is the one that counts (res/res_rtp_asterisk.c).
        options["stunaddr"] = new CatalogueOption("ignored", [], null, null, null);
        Set(options, YesNo, "websocket_enabled", "tcpenable", "tlsenable", "alwaysauthreject", "srvlookup", "pedantic", "dynamic_exclude_static");
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

    [GeneratedRegex("#define AST_JB_CONF_\\w+ \"(?<name>[\\w-]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JitterBuffer();
}
