using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>Answers a digest challenge (RFC 2617): MD5, with <c>qop=auth</c> where it is offered.</summary>
internal static class DigestAnswer
{
    private const string Count = "00000001";

    /// <summary>The value of an Authorization header.</summary>
    /// <param name="cnonce">Random, a new one each time.</param>
    public static string To(DigestChallenge challenge, string method, string uri, string user, Secret password, string cnonce)
    {
        var secret = Md5($"{user}:{challenge.Realm}:{password.Reveal()}");
        var request = Md5($"{method}:{uri}");
        var withQop = challenge.Qop?.Split(',', StringSplitOptions.TrimEntries).Contains("auth", StringComparer.OrdinalIgnoreCase) == true;
        var response = Md5(withQop
            ? $"{secret}:{challenge.Nonce}:{Count}:{cnonce}:auth:{request}"
            : $"{secret}:{challenge.Nonce}:{request}");
        var text = new StringBuilder(
            $"Digest username={Quoted(user)}, realm={Quoted(challenge.Realm)}, nonce={Quoted(challenge.Nonce)}, uri={Quoted(uri)}, "
            + $"response=\"{response}\", algorithm=MD5");
        if (withQop)
        {
            text.Append($", qop=auth, nc={Count}, cnonce=\"{cnonce}\"");
        }

        return challenge.Opaque is null ? text.ToString() : text.Append($", opaque={Quoted(challenge.Opaque)}").ToString();
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what Asterisk's SIP digest asks for; TLS protects it.")]
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
