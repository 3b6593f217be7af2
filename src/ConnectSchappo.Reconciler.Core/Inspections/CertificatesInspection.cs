using System.Globalization;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>
/// The certificates of the web server and of PJSIP's TLS transports: the one in the file, and the one that a client is shown, which differ
/// until Asterisk has read the file again.
/// </summary>
internal sealed class CertificatesInspection() : ObservedInspection(
    "certificates", "the certificates in files and in use, and how long they are good",
    "of", "certificate", "until", "days left", "key fits", "SHA-256", "note")
{
    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(Observation seen) =>
        Fact.Known(OfWebServer(seen).Concat(seen.Transports.SelectMany(t => Of(seen, t.Key, t.Value))));

    private static IEnumerable<EquatableArray<string>> OfWebServer(Observation seen)
    {
        const string of = "web server";
        if (seen.CertificatePath is not null)
        {
            var fits = !seen.Key.TryGet(out var fit) ? "" : fit == KeyFit.Fits ? "yes" : "NO";
            yield return Row(seen, of, seen.CertificatePath, seen.CertificateOnDisk, fits);
        }

        if (!seen.Client.IsPlain)
        {
            yield return Row(seen, of, InUse, seen.Client.Served, "");
        }
    }

    private static IEnumerable<EquatableArray<string>> Of(Observation seen, string transport, TransportCertificate told)
    {
        var of = $"transport {transport}";
        var fits = !told.KeyMatches.TryGet(out var matches) ? "" : matches ? "yes" : "NO";
        yield return Row(seen, of, "in its file", told.OnDisk, fits);
        yield return Row(seen, of, InUse, told.Served, "");
    }

    private const string InUse = "in use";

    private static EquatableArray<string> Row(Observation seen, string of, string which, Fact<Certificate> certificate, string fits) =>
        certificate.TryGet(out var known)
            ? [
                of, which, known.NotAfter.ToString("u", CultureInfo.InvariantCulture),
                Math.Floor((known.NotAfter - seen.At).TotalDays).ToString(CultureInfo.InvariantCulture), fits, known.Sha256,
                seen.At < known.NotBefore ? $"not valid before {known.NotBefore:u}" : "",
            ]
            : [of, which, "", "", fits, "", certificate.Missing!.ToString()];
}
