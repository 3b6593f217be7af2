using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>fail2ban that does not run. It is started only where the policy says so: somebody may have stopped it on purpose.</summary>
internal static class Fail2banServiceDrifts
{
    // Where it is not installed there is nobody to tell what is safe, and nobody who bans: a note of the plan says so.
    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Desired.IgnoreIp is null || box.Seen.Fail2ban is Fail2banLife.Running or Fail2banLife.Absent)
        {
            yield break;
        }

        var hung = box.Seen.Fail2ban == Fail2banLife.Hung;
        var remedy = hung ? Unfrozen(box.Seen.Fail2banProcess) : Startable(box);
        var consequence = hung ? $"its bans are unknown, and it bans nobody new" : (Message)$"password guessers are not banned";
        yield return new Drift
        {
            Kind = DriftKind.Service,
            Resource = new ServiceId(Fail2banSubject.Instance),
            Desired = LayerWords.Running,
            Memory = !hung ? LayerWords.Stopped
                : box.Seen.Fail2banProcess is { } process ? $"hung: process {process.Id} does not answer, its state is {process.State}"
                : LayerWords.Hung,
            Remediation = remedy is null ? Remediation.Automatic : Remediation.Manual,
            Consequence = remedy is null ? consequence : (Message)$"{consequence}; {remedy}",
        };
    }

    private static Message Unfrozen(ProcessState? process) =>
        process is { IsStopped: true } ? $"a signal stopped its process: continue it (kill -CONT {process.Id})"
        : process is not null
        ? (Message)$"see what it waits for (cat /proc/{process.Id}/stack), then kill -KILL {process.Id} && systemctl restart fail2ban"
        : $"see what it waits for (journalctl -u fail2ban), then systemctl restart fail2ban";

    // Null where we may and can start it.
    private static Message? Startable(BoxView box) => box.Seen.Fail2banUnit switch
    {
        ServiceUnit.Masked => (Message)$"its unit is masked: systemctl unmask fail2ban && systemctl start fail2ban",
        ServiceUnit.Missing =>
            $"systemd has no unit for it: reinstall fail2ban (apt-get install --reinstall fail2ban), then systemctl start fail2ban",
        ServiceUnit.Broken =>
            $"systemd cannot use its unit: correct what systemctl status fail2ban reports, then systemctl start fail2ban",
        ServiceUnit.NotTold or ServiceUnit.Loaded => box.Desired.Policy.Service == ServicePolicy.Ensure ? null
            : (Message)$"start it (systemctl start fail2ban), or set policy.service to ensure",
        _ => throw new InvalidOperationException($"no word for {box.Seen.Fail2banUnit}"),
    };
}
