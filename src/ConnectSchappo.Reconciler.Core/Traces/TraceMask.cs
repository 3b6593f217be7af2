using System.Collections.Frozen;
using System.Text;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>
/// Takes credentials out of the lines of a trace, one after the other: each is replaced by <see cref="Mask"/>, and the line stays readable.
/// What stands for a secret by its name is one, wherever it stands. Done twice it is the same. Linear in the length of a line.
/// </summary>
public sealed class TraceMask
{
    public const string Mask = "***";

    // Beside what stands for a secret in a configuration.
    private static readonly FrozenSet<string> Names = new[] { "pwd", "pass", "apikey", "api_key", "pincode", "ice-pwd" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Digest's own (RFC 7616): with the answer and what it was made of, a password can be guessed at leisure.
    // Before = alone: Response and Signal are also words of other lines. A signal is a key that was pressed, of a PIN perhaps.
    private static readonly FrozenSet<string> Parameters = new[] { "response", "nonce", "cnonce", "nextnonce", "rspauth", "signal" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What stands right behind these is a key that was pressed, or the password of an application of the dialplan.
    private static readonly (string Before, char Until)[] Marks =
        [("DTMF begin '", '\''), ("DTMF end '", '\''), (", event ", ','), ("inline:", '|')];

    // A word that ends so has such a name in it: manager_pass, agent_pin.
    private static readonly string[] Endings = ["_pass", "_pin", "apikey"];

    private static readonly FrozenSet<string> Headers = new[]
    {
        "Authorization", "Proxy-Authorization", "Identity", "X-Auth-Token", "Cookie", "Set-Cookie",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private bool isFolded;

    /// <summary>The line without credentials.</summary>
    public string Line(string line)
    {
        // A header goes on in lines that begin with a space or a tab (RFC 3261, 7.3.1).
        if (isFolded && line.Length > 0 && (line[0] is ' ' or '\t'))
        {
            return line[..1] + Mask;
        }

        isFolded = false;
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && Headers.Contains(line[..colon].TrimEnd()) && !IsDigest(line.AsSpan(colon + 1)))
        {
            isFolded = true;
            return $"{line[..colon]}: {Mask}";
        }

        return line.StartsWith("k=", StringComparison.Ordinal) ? $"k={Mask}" // a key of SDP (RFC 8866, 5.12)
            : Values(Marked(UriPassword.Mask(line, Mask)));
    }

    private static bool IsDigest(ReadOnlySpan<char> value) => value.TrimStart().StartsWith("Digest ", StringComparison.OrdinalIgnoreCase);

    // a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^31|1:4 (RFC 4568)
    private static string Marked(string line)
    {
        foreach (var (before, until) in Marks)
        {
            var text = new StringBuilder();
            var from = 0;
            for (int found; (found = line.IndexOf(before, from, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                found += before.Length;
                text.Append(line, from, found - from).Append(Mask);
                from = line.AsSpan(found).IndexOfAny(until, ' ', ';') is >= 0 and var length ? found + length : line.Length;
            }

            line = from == 0 ? line : text.Append(line, from, line.Length - from).ToString();
        }

        return WithoutArguments(line);
    }

    // Executing [*98@x:1] Authenticate("PJSIP/250-00000001", "1234") in new stack
    private static string WithoutArguments(string line)
    {
        const string authenticate = "Authenticate(\"";
        const string next = "\", \"";
        var found = line.IndexOf(authenticate, StringComparison.Ordinal);
        var begin = found < 0 ? -1 : line.IndexOf(next, found, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : line.LastIndexOf('"');
        begin += next.Length;
        return end < begin || found < 0 ? line : line[..begin] + Mask + line[end..];
    }

    // NAME=value, NAME="value", NAME: value, "NAME": "value"
    private static string Values(string line)
    {
        var text = new StringBuilder();
        var from = 0;
        for (var at = 0; at < line.Length;)
        {
            if (!IsOfName(line[at]))
            {
                at++;
                continue;
            }

            var begin = at;
            while (at < line.Length && IsOfName(line[at]))
            {
                at++;
            }

            if (Value(line, at, line[begin..at]) is not { } value)
            {
                continue;
            }

            var (start, end) = value;
            text.Append(line, from, start - from).Append(Mask);
            from = at = end;
        }

        return from == 0 ? line : text.Append(line, from, line.Length - from).ToString();
    }

    // Where the value is, if the name is a secret's: behind = or :, in quotes or up to what ends it.
    private static (int Start, int End)? Value(string line, int at, string name)
    {
        var isSecret = Redaction.IsSecret(name) || Names.Contains(name)
            || Array.Exists(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        if (!isSecret && !Parameters.Contains(name))
        {
            return null;
        }

        var sign = at;
        while (sign < line.Length && (line[sign] is ' ' or '"' or '\'') && sign - at < 3)
        {
            sign++;
        }

        if (sign >= line.Length || !(line[sign] == '=' || (line[sign] == ':' && isSecret)))
        {
            return null;
        }

        var start = sign + 1;
        while (start < line.Length && (line[start] is ' ' or '>' or '='))
        {
            start++;
        }

        var quote = start < line.Length && (line[start] is '"' or '\'') ? line[start] : '\0';
        if (quote != '\0')
        {
            start++;
        }

        var end = start;
        while (end < line.Length
            && (quote != '\0' ? line[end] != quote : line[end] is not (' ' or '\t' or ',' or ';' or ')' or '"' or '&')))
        {
            end += quote != '\0' && line[end] == '\\' && end + 1 < line.Length ? 2 : 1;
        }

        return end > start ? (start, end) : null;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
