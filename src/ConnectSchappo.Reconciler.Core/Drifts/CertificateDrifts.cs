using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The certificate that the TLS listener serves against the one on disk.</summary>
internal static class CertificateDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (!box.Seen.CertificateOnDisk.TryGet(out var disk) || !TlsWanted(box))
        {
            yield break;
        }

        var listens = box.Seen.Memory.Http.TryGet(out var http) && http.Tls is not null;
        if (box.Seen.Client.Served.TryGet(out var served) && served.Sha256 != disk.Sha256)
        {
            yield return Drift(Describe(disk), Describe(served), "browsers are shown an old certificate until the web server reads its file again");
        }
        else if (listens && box.Seen.Client.Served.Missing is not null && box.Seen.Client.Answers.TryGet(out _))
        {
            yield return Drift(Describe(disk), "no TLS handshake succeeds", "no softphone can connect: the web server has given up on its certificate");
        }
    }

    private static bool TlsWanted(BoxView box) =>
        OptionSpelling.Truth(box.Of(Chain.Http).SharedWanted?.Last("tlsenable")?.Value ?? "no") == "yes";

    private static string Describe(Certificate certificate) =>
        $"{certificate.Sha256[..16]}, valid until {certificate.NotAfter:yyyy-MM-dd}";

    private static Drift Drift(string desired, string client, string consequence) => new()
    {
        Kind = DriftKind.Certificate,
        Resource = "http",
        Field = "certificate",
        Desired = desired,
        Client = client,
        Chain = Chain.Http,
        Consequence = consequence,
    };
}
