using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>
/// The options of PJSIP's objects: names, types, ranges and defaults from where the modules register them, words from their
/// documentation, which stands beside them (and is what an installed Asterisk has as core-en_US.xml).
/// </summary>
internal static partial class SorceryOptions
{
    /// <summary>Handlers of their own that read yes and no (res_pjsip/config_transport.c, pjsip_configuration.c).</summary>
    private static readonly string[] YesNoHandlers = ["transport_tls_bool_handler"];

    /// <summary>Options that take several words with commas (ident_handler in pjsip_configuration.c).</summary>
    private static readonly string[] SeveralWords =
        ["endpoint/identify_by", "auth/supported_algorithms_uac", "auth/supported_algorithms_uas"];

    /// <summary>Options with a handler of their own whose documentation gives no words, read in the handler's source.</summary>
    private static readonly Dictionary<string, string> HandledAs = new(StringComparer.Ordinal)
    {
        ["endpoint/dtls_auto_generate_cert"] = "yesno",
        ["endpoint/dtls_rekey"] = "integer",
    };

    public static SortedDictionary<string, CatalogueOption> Of(AsteriskSource source, string type)
    {
        var words = DocumentedWords(source, type);
        var options = new SortedDictionary<string, CatalogueOption>(StringComparer.Ordinal);
        foreach (var text in source.Modules)
        {
            foreach (Match field in Field().Matches(text))
            {
                var name = field.Groups["name"].Value;
                var registered = field.Groups["type"].Value.Trim('"') switch
                {
                    "SIP_SORCERY_AUTH_TYPE" => "auth",
                    "SIP_SORCERY_ACL_TYPE" => "acl",
                    var literal => literal,
                };
                if (registered == type && name != "type" && !name.StartsWith('@'))
                {
                    options[name] = Option($"{type}/{name}", field, words.GetValueOrDefault(name, []), source);
                }
            }
        }

        return options;
    }

    private static CatalogueOption Option(string path, Match field, string[] words, AsteriskSource source)
    {
        var handler = field.Groups["handler"].Value;
        var type = handler switch
        {
            "OPT_BOOL_T" or "OPT_YESNO_T" => "yesno",
            "OPT_UINT_T" or "OPT_INT_T" => "integer",
            "OPT_DOUBLE_T" => "decimal",
            "OPT_CODEC_T" => "codecs",
            _ when YesNoHandlers.Contains(handler, StringComparer.Ordinal) => "yesno",
            _ when HandledAs.TryGetValue(path, out var handled) => handled,
            _ when SeveralWords.Contains(path, StringComparer.Ordinal) => "words",
            _ => words.Length > 0 ? "word" : "text",
        };
        long? least = handler == "OPT_UINT_T" ? 0 : null;
        long? most = null;
        if (field.Groups["rest"].Value is var rest && rest.Contains("PARSE_IN_RANGE", StringComparison.Ordinal)
            && Range().Match(rest) is { Success: true } range)
        {
            least = Number(range.Groups["least"].Value, source) ?? least;
            most = Number(range.Groups["most"].Value, source);
        }

        return new CatalogueOption(
            type, type is "word" or "words" ? words : [], type == "integer" ? least : null, type == "integer" ? most : null,
            Default(field, type, source));
    }

    private static string? Default(Match field, string type, AsteriskSource source)
    {
        var value = source.Value(field.Groups["default"].Value);
        return value is "" && type != "text" ? null : value;
    }

    private static long? Number(string expression, AsteriskSource source) =>
        long.TryParse(source.Value(expression), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static Dictionary<string, string[]> DocumentedWords(AsteriskSource source, string type)
    {
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var text in source.Modules)
        {
            foreach (Match documented in Documented().Matches(text).Where(d => d.Groups["name"].Value == type))
            {
                foreach (Match option in OptionElement().Matches(documented.Groups["body"].Value))
                {
                    var found = Word().Matches(option.Groups["body"].Value).Select(w => w.Groups["name"].Value)
                        .Distinct(StringComparer.Ordinal).ToArray();
                    // Where the documentation describes a grammar with its words, they are no choice.
                    if (found.Length > 0 && found.All(w => w.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
                    {
                        words[option.Groups["name"].Value] = found;
                    }
                }
            }
        }

        return words;
    }

    [GeneratedRegex(
        """ast_sorcery_object_field_register\w*\(\s*[\w()]+,\s*(?<type>"[\w-]+"|SIP_SORCERY_\w+),\s*"(?<name>[^"]+)",\s*"""
        + """(?<default>"[^"]*"|[^,;]+),\s*(?<handler>\w+)(?<rest>.*?)\);""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Field();

    [GeneratedRegex("""(?<least>[-\w]+),\s*(?<most>[-\w]+)\s*$""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Range();

    [GeneratedRegex("""<configObject name="(?<name>[\w-]+)"[^>]*>(?<body>.*?)</configObject>""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Documented();

    [GeneratedRegex("""<configOption name="(?<name>[\w-]+)"[^>]*?(/>|>(?<body>.*?)</configOption>)""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex OptionElement();

    [GeneratedRegex("""<enum name="(?<name>[^"]+)"\s*/?>""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Word();
}
