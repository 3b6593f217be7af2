using System.Security.Cryptography;
using System.Text;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// Fingerprints that a saved plan may hold of passwords, and of files with passwords: HMAC-SHA256 with a key that is derived from
/// the private key for the boxes and a salt of the plan's own. Who has the plan alone can try no password against it; who has the
/// private key can read the passwords on the boxes anyway.
/// </summary>
internal sealed class Fingerprints(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> salt)
{
    private const int Length = 32;

    private readonly byte[] key =
        HKDF.DeriveKey(HashAlgorithmName.SHA256, privateKey.ToArray(), Length, salt.ToArray(), "reconciler saved plan"u8.ToArray());

    /// <summary>What tells whether another plan's fingerprints were made with the same key.</summary>
    public string OfKey => Of("", "key");

    /// <param name="what">What the value is, so that equal values of two things do not show as equal.</param>
    /// <param name="value">It may be a secret.</param>
    public string Of(string what, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{what}\n{value}")));
}
