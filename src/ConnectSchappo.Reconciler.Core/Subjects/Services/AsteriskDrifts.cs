using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Services;

/// <summary>Asterisk that does not run. It is started only where the policy says so: somebody may have stopped it on purpose.</summary>
internal static class AsteriskDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Seen.Asterisk is AsteriskLife.Running or AsteriskLife.Booting)
        {
            yield break;
        }

        var stopped = box.Seen.Asterisk == AsteriskLife.Stopped;
        var ensured = stopped && box.Desired.Policy.Service == ServicePolicy.Ensure;
        yield return new Drift
        {
            Kind = DriftKind.Service,
            Resource = new ServiceId(AsteriskSubject.Instance),
            Desired = LayerWords.Running,
            Memory = stopped ? LayerWords.Stopped : LayerWords.Hung,
            Remediation = ensured ? Remediation.Automatic : Remediation.Manual,
            Consequence = ensured ? $"nobody can call"
                : stopped ? (Message)$"nobody can call; start it (systemctl start asterisk), or set policy.service to ensure"
                : $"calls in progress may continue, new calls probably fail; "
                    + $"examine it (asterisk -rvvv, journalctl -u asterisk) before you restart it",
        };
    }
}
