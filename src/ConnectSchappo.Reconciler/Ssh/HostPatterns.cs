using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// The hosts that a line of known_hosts is for: a comma list of patterns with <c>*</c>, <c>?</c> and <c>!</c>, or one hashed
/// name (<c>|1|salt|hash</c>, HMAC-SHA1 of the name). A negated pattern that matches wins over every other.
/// </summary>
internal sealed class HostPatterns
{
    private const string HashMagic = "|1|";

    private readonly string[] patterns;
    private readonly byte[]? salt;
    private readonly byte[]? hash;

    private HostPatterns(string[] patterns, byte[]? salt, byte[]? hash)
    {
        this.patterns = patterns;
        this.salt = salt;
        this.hash = hash;
    }

    public static bool TryParse(
        string text, [NotNullWhen(true)] out HostPatterns? hosts, [NotNullWhen(false)] out Message? problem)
    {
        hosts = null;
        problem = null;
        if (!text.StartsWith('|'))
        {
            hosts = new(text.ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries), null, null);
            return true;
        }

        var parts = text.StartsWith(HashMagic, StringComparison.Ordinal) ? text[HashMagic.Length..].Split('|') : [];
        var saltBytes = new byte[text.Length];
        var hashBytes = new byte[text.Length];
        if (parts.Length != 2
            || !Convert.TryFromBase64String(parts[0], saltBytes, out var saltLength)
            || !Convert.TryFromBase64String(parts[1], hashBytes, out var hashLength)
            || hashLength != HMACSHA1.HashSizeInBytes)
        {
            problem = $"the hashed host name is not |1|salt|hash";
            return false;
        }

        hosts = new([], saltBytes[..saltLength], hashBytes[..hashLength]);
        return true;
    }

    /// <summary>Whether the line is for the host, named as known_hosts names it; host names have no case.</summary>
    public bool Match(string host)
    {
        var name = host.ToLowerInvariant();
        if (salt is not null)
        {
#pragma warning disable CA5350 // OpenSSH's format fixes HMAC-SHA1; it hides the name, it does not protect the key.
            return HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name)).AsSpan().SequenceEqual(hash);
#pragma warning restore CA5350
        }

        return !patterns.Any(pattern => pattern[0] == '!' && Like(pattern[1..], name))
            && patterns.Any(pattern => pattern[0] != '!' && Like(pattern, name));
    }

    private static bool Like(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: false);
}
