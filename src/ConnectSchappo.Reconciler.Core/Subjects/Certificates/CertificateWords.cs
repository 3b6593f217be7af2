using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Certificates;

/// <summary>How people are told of a certificate, whoever shows it.</summary>
internal static class CertificateWords
{
    /// <summary>The beginning of its fingerprint, and its last day.</summary>
    public static Message Of(Certificate certificate) => $"{certificate.Sha256[..16]}, valid until {certificate.NotAfter:yyyy-MM-dd}";
}
