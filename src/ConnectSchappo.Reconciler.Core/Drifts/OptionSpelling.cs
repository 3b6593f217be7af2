using System.Globalization;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Brings the values of a sorcery option to one spelling, so that what a file says and what Asterisk shows of it compare.
/// Each rule was seen on Asterisk 16.28 (the file's text against AMI's EndpointDetail, AuthDetail and AorDetail).
/// </summary>
public static class OptionSpelling
{
    /// <summary>The one spelling of a value; two values that Asterisk takes for the same have the same.</summary>
    public static string Canonical(string option, string value) => option.ToLowerInvariant() switch
    {
        "callerid" => CallerId(value),
        "allow" => Codecs(value),
        "auth" or "aors" or "outbound_auth" or "identify_by" => string.Join(',', Parts(value, ',')),
        "context" or "password" or "md5_cred" or "username" or "realm" or "from_user" or "from_domain" or "mailboxes" => value.Trim(),
        _ => Truth(value) ?? Number(value) ?? value.Trim().ToLowerInvariant(),
    };

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
                var name = part.TrimStart('!');
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
    public static string? Truth(string value) => value.Trim().ToLowerInvariant() switch
    {
        "yes" or "true" or "y" or "t" or "1" or "on" => "yes",
        "no" or "false" or "n" or "f" or "0" or "off" => "no",
        _ => null,
    };

    // Memory shows (ulaw|alaw).
    private static string Codecs(string value) => string.Join('|', Parts(value.Trim().Trim('(', ')'), '|', ',')).ToLowerInvariant();

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

    // Memory shows 3.000000 for 3.
    private static string? Number(string value) =>
        decimal.TryParse(value.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.######", CultureInfo.InvariantCulture)
            : null;

    private static string[] Parts(string value, params char[] separators) =>
        value.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
