using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>A TLS certificate: its SHA-256 in lower-case hexadecimal, and its validity in UTC.</summary>
public sealed record Certificate(string Sha256, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <remarks>.NET gives the validity in local time; it is brought to UTC here, once.</remarks>
    public static Certificate Of(X509Certificate2 certificate) => new(
        certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        new DateTimeOffset(certificate.NotBefore).ToUniversalTime(),
        new DateTimeOffset(certificate.NotAfter).ToUniversalTime());
}
