using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>A host key's SHA-256 fingerprint, printed as <c>ssh-keygen -l</c> prints it: <c>SHA256:</c> and unpadded base64.</summary>
internal readonly record struct HostKeyFingerprint
{
    private const string Prefix = "SHA256:";

    private readonly string? digest;

    private HostKeyFingerprint(string digest) => this.digest = digest;

    /// <summary>The fingerprint of a public key in SSH wire format.</summary>
    public static HostKeyFingerprint Of(ReadOnlySpan<byte> keyBlob) =>
        new(Convert.ToBase64String(SHA256.HashData(keyBlob)).TrimEnd('='));

    /// <summary>Reads <c>SHA256:...</c>, padded or not; anything else, MD5 fingerprints among it, is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HostKeyFingerprint fingerprint)
    {
        fingerprint = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var unpadded = text[Prefix.Length..].TrimEnd('=');
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes + 3];
        if (!Convert.TryFromBase64String(unpadded + "=", bytes, out var length) || length != SHA256.HashSizeInBytes)
        {
            return false;
        }

        fingerprint = new(unpadded);
        return true;
    }

    public override string ToString() => Prefix + digest;
}
