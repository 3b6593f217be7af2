using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads what a look prints of the certificate on disk and of how its key fits.</summary>
public static class CertificateText
{
    internal const string NotTold = "openssl on the box does not tell";

    public static Fact<Certificate> Read(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return Fact.Known(Certificate.Of(certificate));
        }
        catch (CryptographicException)
        {
            return Fact.Unknown<Certificate>("the file holds no certificate that can be read");
        }
    }

    /// <param name="reason"><c>special</c>, or <c>missing</c>.</param>
    public static Fact<Certificate> Absent(string reason) => Fact.Unknown<Certificate>(
        reason == "special" ? "it is no regular file (a FIFO, a device or a directory), and is not opened" : "there is no such file");

    /// <param name="word"><c>same</c>, a <see cref="KeyFit"/> in lower case, <c>late</c>, or <c>untold</c>.</param>
    public static Fact<KeyFit> Fit(string word) => word switch
    {
        "same" => Fact.Known(KeyFit.Fits),
        "late" => Fact.Unknown<KeyFit>("openssl on the box gave no answer within 5 s"),
        _ => Enum.TryParse<KeyFit>(word, ignoreCase: true, out var fit) ? Fact.Known(fit) : Fact.Unknown<KeyFit>(NotTold),
    };
}
