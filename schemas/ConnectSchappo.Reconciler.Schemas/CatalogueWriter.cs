using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>Writes the catalogue: facts only, one option a line, so that the difference between two versions can be read.</summary>
internal static partial class CatalogueWriter
{
    private static readonly string[] Types =
        ["auth", "aor", "endpoint", "identify", "registration", "transport", "acl", "global", "system"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string version, AsteriskSource source)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"asterisk\": ").Append(Json(version))
            .Append(",\n  \"codecs\": ").Append(Json(Codecs(source))).Append(",\n  \"sections\": {");
        var separator = "\n";
        foreach (var (name, options) in Types.Select(t => ($"pjsip.conf/{t}", SorceryOptions.Of(source, t)))
            .Append(("http.conf/general", GeneralOptions.Http(source)))
            .Append(("rtp.conf/general", GeneralOptions.Rtp(source)))
            .Concat(source.Has(GeneralOptions.ChanSip) ? [("sip.conf/general", GeneralOptions.Sip(source))] : []))
        {
            text.Append(separator).Append("    ").Append(Json(name)).Append(": {");
            separator = ",\n";
            var inner = "\n";
            foreach (var (option, facts) in options)
            {
                text.Append(inner).Append("      ").Append(Json(option)).Append(": ").Append(Facts(facts));
                inner = ",\n";
            }

            text.Append("\n    }");
        }

        return text.Append("\n  }\n}\n").ToString();
    }

    private static string Facts(CatalogueOption option)
    {
        var facts = new List<string> { $"\"type\": {Json(option.Type)}" };
        if (option.Words.Count > 0)
        {
            facts.Add($"\"words\": {Json(option.Words)}");
        }

        if (option.Least is { } least)
        {
            facts.Add($"\"least\": {least}");
        }

        if (option.Most is { } most)
        {
            facts.Add($"\"most\": {most}");
        }

        if (option.Default is { } standard)
        {
            facts.Add($"\"default\": {Json(standard)}");
        }

        return $"{{{string.Join(", ", facts)}}}";
    }

    /// <summary>Names of formats that a codec list may hold, from where they are built in.</summary>
    private static string[] Codecs(AsteriskSource source) =>
    [
        .. Codec().Matches(source.Read("main/codec_builtin.c")).Select(m => m.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Plain).Replace("\",\"", "\", \"", StringComparison.Ordinal);

    [GeneratedRegex("""(\.(format_)?name = |CACHE_NAMED\()"(?<name>\w+)",""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Codec();
}
