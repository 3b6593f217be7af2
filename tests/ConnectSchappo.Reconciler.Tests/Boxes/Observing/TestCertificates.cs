using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>Certificates with their keys, made for this run.</summary>
internal static class TestCertificates
{
    public static (string Certificate, string Key) One { get; } = Make();

    public static (string Certificate, string Key) Other { get; } = Make();

    /// <summary>A private key that takes a passphrase.</summary>
    public static string Locked { get; } = MakeLocked();

    private static string MakeLocked()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportEncryptedPkcs8PrivateKeyPem(
            "hush", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
    }

    private static (string Certificate, string Key) Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pbx", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
