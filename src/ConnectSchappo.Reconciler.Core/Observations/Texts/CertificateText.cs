using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads what a look prints of the certificate on disk and of how its key fits.</summary>
public static class CertificateText
{
    internal static Message NotTold { get; } = $"openssl on the box gave no answer";

    public static Fact<Certificate> Read(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return Fact.Known(Certificate.Of(certificate));
        }
        catch (CryptographicException)
        {
            return Fact.Unknown<Certificate>($"the file holds no certificate that can be read");
        }
    }

    /// <param name="reason"><c>special</c>, or <c>missing</c>.</param>
    /// <returns>Null for every other word.</returns>
    public static Fact<Certificate>? Absent(string reason) => reason switch
    {
        "special" => Fact.Unknown<Certificate>($"it is not a regular file (a FIFO, a device or a directory), so it is not opened"),
        "missing" => Fact.Unknown<Certificate>($"there is no such file"),
        _ => null,
    };

    /// <param name="word"><c>same</c>, another <see cref="KeyFit"/> in lower case, <c>late</c>, or <c>untold</c>; of any other it is not
    /// known either.</param>
    public static Fact<KeyFit> Fit(string word) => word switch
    {
        "same" => Fact.Known(KeyFit.Fits),
        "late" => Fact.Unknown<KeyFit>($"openssl on the box gave no answer within 5 s"),
        "other" => Fact.Known(KeyFit.Other),
        "missing" => Fact.Known(KeyFit.Missing),
        "none" => Fact.Known(KeyFit.None),
        "locked" => Fact.Known(KeyFit.Locked),
        "special" => Fact.Known(KeyFit.Special),
        "broken" => Fact.Known(KeyFit.Broken),
        _ => Fact.Unknown<KeyFit>(NotTold),
    };
}
