using ConnectSchappo.Reconciler.Core.Desired.Values;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Brings the values of an option to one spelling, so that what two files say, or a file and Asterisk's memory, compare.
/// </summary>
public static class OptionSpelling
{
    /// <summary>
    /// The one spelling of a value; two values that Asterisk takes for the same have the same. The port that it adds to the address of a
    /// transport hangs on other options, and is not added here.
    /// </summary>
    public static string Canonical(Option option, string value) => option.ComparedAs switch
    {
        ComparedAs.Text or ComparedAs.TransportAddress => value.Trim(),
        ComparedAs.Word => Truth(value) ?? Number(value) ?? value.Trim().ToLowerInvariant(),
        ComparedAs.Items => string.Join(',', Parts(value, ',')),
        ComparedAs.Codecs => Codecs(value),
        ComparedAs.Networks => string.Join(',', Parts(value, ',').Select(Network.Canonical)),
        ComparedAs.CallerId => CallerId(value),
        ComparedAs.Groups => Groups(value),
        ComparedAs.CodecPreferences => Preferences(option, value),
        ComparedAs.TypeOfService => Tos(value),
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.ComparedAs, null),
    };

    /// <summary>Whether Asterisk takes two values of an option for the same.</summary>
    public static bool Same(Option option, string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || (option.ComparedAs is ComparedAs.Codecs && Bare(one).SequenceEqual(Bare(other)))
        || Canonical(option, one) == Canonical(option, other);

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
            foreach (var range in value.AsSpan().Split(','))
            {
                var part = value.AsSpan(range).Trim();
                var name = Codec(part.TrimStart('!'));
                var takes = disallows || part.StartsWith('!');
                if (part.IsEmpty)
                {
                    continue;
                }

                if (takes && name.Equals("all", StringComparison.OrdinalIgnoreCase))
                {
                    codecs.Clear();
                    continue;
                }

                for (var i = codecs.Count - 1; i >= 0; i--)
                {
                    if (name.Equals(codecs[i], StringComparison.OrdinalIgnoreCase))
                    {
                        codecs.RemoveAt(i);
                    }
                }

                if (!takes)
                {
                    codecs.Add(name.ToString());
                }
            }
        }

        return string.Join('|', codecs).ToLowerInvariant();
    }

    /// <summary>"yes" or "no" where Asterisk's ast_true or ast_false knows the word; otherwise null.</summary>
    public static string? Truth(string value) => YesNo.Read(value.AsSpan().Trim()) switch
    {
        true => "yes",
        false => "no",
        null => null,
    };

    /// <summary>The name that a caller ID gives to a number; null where it gives none, or is one of another number.</summary>
    public static string? CallerName(string callerId, string number)
    {
        var text = CallerId(callerId);
        var end = $"\" <{number}>";
        return text.StartsWith('"') && text.Length > end.Length && text.EndsWith(end, StringComparison.Ordinal)
            && text[1..^end.Length] is var name && name.AsSpan().IndexOfAny("\"\\<>") < 0
            ? name
            : null;
    }

    // Memory shows (ulaw|alaw).
    private static string Codecs(string value) =>
        string.Join('|', Parts(Bare(value).ToString(), '|', ',').Select(c => Codec(c).ToString())).ToLowerInvariant();

    private static ReadOnlySpan<char> Bare(string codecs) => codecs.AsSpan().Trim().Trim("()");

    // A number of milliseconds may follow, which memory does not show.
    private static ReadOnlySpan<char> Codec(ReadOnlySpan<char> name) => name.IndexOf(':') is >= 0 and var colon ? name[..colon] : name;

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
        part.Split('-') is [var first, var last] && int.TryParse(first, out var from) && int.TryParse(last, out var to) && from <= to
            && to < 64
            ? Enumerable.Range(from, to - from + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))
            : [part]));

    // A preference that is not named is as the default has it, and where that is silent too as Asterisk has it.
    private static string Preferences(Option option, string value)
    {
        var pairs = Parts($"{option.Default},{value}", ',').Select(p => Parts(p, ':', ' ')).ToList();
        if (pairs.Exists(p => p.Length != 2))
        {
            return value.Trim();
        }

        var all = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["transcode"] = "allow" };
        foreach (var pair in pairs)
        {
            all[pair[0]] = pair[1];
        }

        return string.Join(',', all.Select(p => $"{p.Key}:{p.Value}"));
    }

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
        decimal.TryParse(value.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number)
            ? number.ToString("0.######", CultureInfo.InvariantCulture)
            : null;

    private static string[] Parts(string value, params char[] separators) =>
        value.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
