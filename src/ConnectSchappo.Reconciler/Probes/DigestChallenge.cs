using System.Text;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What a server asks for in a WWW-Authenticate header (RFC 2617, MD5).</summary>
/// <param name="Opaque">Null where the header has none: PJSIP sends one, chan_sip does not.</param>
/// <param name="Qop">Null where the header has none: PJSIP offers <c>auth</c>, chan_sip nothing.</param>
/// <param name="Stale">Whether the nonce was too old and the password not at fault.</param>
internal sealed record DigestChallenge(string Realm, string Nonce, string? Opaque, string? Qop, string? Algorithm, bool Stale)
{
    private const string Scheme = "Digest ";

    /// <summary>Reads the header's value; null where it is no digest challenge.</summary>
    public static DigestChallenge? Parse(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var values = Parameters(header[Scheme.Length..]);
        return values.TryGetValue("realm", out var realm) && values.TryGetValue("nonce", out var nonce)
            ? new(
                realm,
                nonce,
                values.GetValueOrDefault("opaque"),
                values.GetValueOrDefault("qop"),
                values.GetValueOrDefault("algorithm"),
                "true".Equals(values.GetValueOrDefault("stale"), StringComparison.OrdinalIgnoreCase))
            : null;
    }

    /// <summary>Comma-separated <c>name=value</c>; a quoted value may hold commas, and a backslash before any character.</summary>
    private static Dictionary<string, string> Parameters(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < text.Length && text.IndexOf('=', at) is >= 0 and var equals)
        {
            var name = text[at..equals].Trim(' ', ',', '\t');
            at = equals + 1;
            var value = new StringBuilder();
            var quoted = at < text.Length && text[at] == '"';
            at += quoted ? 1 : 0;
            while (at < text.Length && text[at] != (quoted ? '"' : ','))
            {
                at += quoted && text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
                value.Append(text[at++]);
            }

            at += quoted ? 1 : 0;
            values.TryAdd(name, quoted ? value.ToString() : value.ToString().Trim());
        }

        return values;
    }
}
