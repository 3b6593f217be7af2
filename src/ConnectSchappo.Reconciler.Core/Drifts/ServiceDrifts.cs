using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Asterisk or fail2ban that does not run. It is started only where the policy says so: somebody may have stopped it on purpose.</summary>
internal static class ServiceDrifts
{
    public static IEnumerable<Drift> Find(BoxView box) => Asterisk(box).Concat(Fail2ban(box));

    private static IEnumerable<Drift> Fail2ban(BoxView box)
    {
        if (box.Desired.IgnoreIp is null || box.Seen.Fail2ban == Fail2banLife.Running)
        {
            yield break;
        }

        var stopped = box.Seen.Fail2ban == Fail2banLife.Stopped;
        var ensured = stopped && box.Desired.Policy.Service == ServicePolicy.Ensure;
        yield return new Drift
        {
            Kind = DriftKind.Service,
            Resource = "fail2ban",
            Desired = "running",
            Memory = stopped ? "stopped" : "not installed",
            Cure = ensured ? Cure.Ours : Cure.Person,
            Consequence = "whoever guesses passwords is not kept out"
                + (ensured ? "" : stopped ? "; start it (systemctl start fail2ban), or set policy.service to ensure" : "; install it, or take fail2ban out of the desired state"),
        };
    }

    private static IEnumerable<Drift> Asterisk(BoxView box)
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
            Resource = "asterisk",
            Desired = "running",
            Memory = stopped ? "stopped" : "hung: it does not answer",
            Cure = ensured ? Cure.Ours : Cure.Person,
            Consequence = ensured ? "nobody can call"
                : stopped ? "nobody can call; start it (systemctl start asterisk), or set policy.service to ensure"
                : "calls in progress may live, new ones probably fail; look at it (asterisk -rvvv, journalctl -u asterisk) before you restart it",
        };
    }
}
