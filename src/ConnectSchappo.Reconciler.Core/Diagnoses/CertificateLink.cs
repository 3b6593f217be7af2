using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The certificate that browsers meet.</summary>
internal sealed class CertificateLink() : Link(
    "certificate", "the certificate that is served: dates, names, issuer, key; TLS transports' too", Refused, EndsSoon)
{
    private const int Soon = 14;

    private static readonly Cause Refused = new("certificate-refused", $"browsers refuse the certificate until their user accepts it");
    private static readonly Cause EndsSoon = new("certificate-ends-soon", $"the certificate ends within {Soon} days");

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Kind == DriftKind.Certificate;

    private protected override Message? NotLooked(Evidence evidence) =>
        !evidence.IsSoftphone ? WebServerLink.NotASoftphone(evidence)
        : evidence.Way.Any(s => s.IsCertificate && s.Weight != Weight.NotLooked) || Served(evidence) is not null ? null
        : (Message)$"no certificate was served";

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        foreach (var step in evidence.Way.Where(s => s.IsCertificate && s.Weight is Weight.Remark or Weight.Broken))
        {
            yield return new(step.Weight, Refused, step.Found, $"served to this host", step.ToDo);
        }

        if (Served(evidence) is { } served && served.NotAfter - evidence.Seen.At is { } left && left > TimeSpan.Zero
            && left.TotalDays < Soon)
        {
            yield return new(
                Weight.Remark, EndsSoon, $"the certificate ends on {served.NotAfter:yyyy-MM-dd}, in {left.TotalDays:0} days",
                $"served at the web server's port", $"renew the certificate; the reconciler takes it into use by itself");
        }
    }

    private protected override Message Well(Evidence evidence) =>
        Served(evidence) is { } served ? $"valid until {served.NotAfter:yyyy-MM-dd}" : (Message)$"browsers take it";

    private static Certificate? Served(Evidence evidence) => evidence.Seen.Client.Served.TryGet(out var served) ? served : null;
}
