using System.Collections.Frozen;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Brings the values of a sorcery option to one spelling, so that what a file says and what Asterisk shows of it compare.
/// Each rule was seen on Asterisk 16.28 (the file's text against AMI's EndpointDetail, AuthDetail and AorDetail).
/// </summary>
public static class OptionSpelling
{
    // Free text: 010 is not 10 there, and Yes not yes. Two take words for yes and no all the same.
    private static readonly FrozenSet<string> Texts = Enum.GetValues<PjsipType>()
        .SelectMany(t => OptionSection.Of(t).Options.Values)
        .GroupBy(o => o.Name, StringComparer.Ordinal)
        .Where(g => g.All(o => o.Type == OptionType.Text))
        .Select(g => g.Key).Except(["stir_shaken", "debug"], StringComparer.Ordinal)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The one spelling of a value; two values that Asterisk takes for the same have the same.</summary>
    public static string Canonical(string option, string value) => option.ToLowerInvariant() switch
    {
        "callerid" => CallerId(value),
        "allow" => Codecs(value),
        "auth" or "aors" or "outbound_auth" or "identify_by" or "named_call_group" or "named_pickup_group" => string.Join(',', Parts(value, ',')),
        "call_group" or "pickup_group" => Groups(value),
        "local_net" or "match" or "permit" or "deny" or "contact_permit" or "contact_deny" => string.Join(',', Parts(value, ',').Select(Network.Canonical)),
        "tos" or "tos_audio" or "tos_video" => Tos(value),
        "dtls_verify" => Truth(value) ?? "yes", // memory says Yes of fingerprint and certificate too
        var name when Texts.Contains(name) => value.Trim(),
        _ => Truth(value) ?? Number(value) ?? value.Trim().ToLowerInvariant(),
    };

    /// <summary>Whether Asterisk takes two values of an option for the same.</summary>
    public static bool Same(string option, string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || Canonical(option, one) == Canonical(option, other);

    /// <summary>
    /// The codecs that a row of allow and disallow lines leaves, in order. <c>!name</c> in allow takes one away, and
    /// <c>disallow=all</c> empties the list. Source: Asterisk 16.28, <c>allow=ulaw</c> then <c>allow=alaw,!ulaw</c> gives alaw.
    /// </summary>
    public static string Codecs(IEnumerable<(string Option, string Value)> lines)
    {
        var codecs = new List<string>();
        foreach (var (option, value) in lines)
        {
            var disallows = option.Equals("disallow", StringComparison.OrdinalIgnoreCase);
            foreach (var part in Parts(value, ','))
            {
                var name = Codec(part.TrimStart('!'));
                var takes = disallows || part.StartsWith('!');
                if (takes && name.Equals("all", StringComparison.OrdinalIgnoreCase))
                {
                    codecs.Clear();
                }
                else
                {
                    codecs.RemoveAll(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
                    if (!takes)
                    {
                        codecs.Add(name);
                    }
                }
            }
        }

        return string.Join('|', codecs).ToLowerInvariant();
    }

    /// <summary>"yes" or "no" where Asterisk's ast_true or ast_false knows the word; otherwise null.</summary>
    public static string? Truth(string value)
    {
        Span<char> word = stackalloc char["false".Length];
        var text = value.AsSpan().Trim();
        return text.Length > word.Length ? null : word[..text.ToLowerInvariant(word)] switch
        {
            "yes" or "true" or "y" or "t" or "1" or "on" => "yes",
            "no" or "false" or "n" or "f" or "0" or "off" => "no",
            _ => null,
        };
    }

    // Memory shows (ulaw|alaw).
    private static string Codecs(string value) => string.Join('|', Parts(value.Trim().Trim('(', ')'), '|', ',').Select(Codec)).ToLowerInvariant();

    // A number of milliseconds may follow, which memory does not show.
    private static string Codec(string name) => name.Split(':')[0];

    // Memory shows "Name" <number>, always quoted: a plain Name <number> means the same.
    private static string CallerId(string value)
    {
        var text = value.Trim();
        var open = text.LastIndexOf('<');
        if (open < 0 || !text.EndsWith('>'))
        {
            return text;
        }

        var name = text[..open].Trim().Trim('"');
        return $"\"{name}\" <{text[(open + 1)..^1].Trim()}>";
    }

    // Memory shows 1, 3, 4, 5 for 1,3-5.
    private static string Groups(string value) => string.Join(',', Parts(value, ',').SelectMany(part =>
        part.Split('-') is [var first, var last] && int.TryParse(first, out var from) && int.TryParse(last, out var to) && from <= to && to < 64
            ? Enumerable.Range(from, to - from + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))
            : [part]));

    // Memory shows the byte: 184 for ef, 96 for cs3. Source: main/acl.c, ast_str2tos.
    private static string Tos(string value)
    {
        var name = value.Trim().ToLowerInvariant();
        var code = name switch
        {
            "ef" => 46,
            ['c', 's', >= '0' and <= '7' and var level] => (level - '0') * 8,
            ['a', 'f', >= '1' and <= '4' and var level, >= '1' and <= '3' and var drop] => ((level - '0') * 8) + ((drop - '0') * 2),
            _ => -1,
        };
        return code >= 0 ? (code * 4).ToString(CultureInfo.InvariantCulture) : Number(value) ?? name;
    }

    // Memory shows 3.000000 for 3.
    private static string? Number(string value) =>
        decimal.TryParse(value.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.######", CultureInfo.InvariantCulture)
            : null;

    private static string[] Parts(string value, params char[] separators) =>
        value.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
