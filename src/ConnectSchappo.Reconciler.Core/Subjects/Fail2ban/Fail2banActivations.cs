using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>What makes changes of fail2ban effective.</summary>
public static class Fail2banActivations
{
    private static readonly Message Hung = $"timed out: fail2ban did not answer";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Its arguments are the jails that it begins anew. Where it fails, all begin anew as soon as it answers again.</summary>
    public static Activation Reload { get; } = new()
    {
        Name = "Fail2banReload",
        Words = $"fail2ban reload",
        Rung = Rung.Bans,
        Deadline = TimeSpan.FromSeconds(170),
        NeedsAsterisk = false,
        Command = (jails, _) => ["reload_fail2ban", .. jails],
        MakesEffective = d => d.Kind == DriftKind.Fail2ban,
        Disturbs = Disturbance.Nobody,
        Cost = $"none: bans are kept",
        Undo = Undo.Reload,
        Hung = Hung,
    };

    /// <summary>Lifts the bans of protected addresses, which are its arguments.</summary>
    public static Activation Unban { get; } = new()
    {
        Name = "Unban",
        Words = $"fail2ban unban",
        Rung = Rung.Bans,
        Deadline = Deadline,
        NeedsAsterisk = false,
        Command = (addresses, _) => ["unban", .. addresses],
        MakesEffective = d => d.Resource is BanId,
        Disturbs = Disturbance.Nobody,
        Cost = $"none",
        Undo = Undo.Reload,
        Hung = Hung,
    };

    public static Activation Start { get; } = new()
    {
        Name = "StartFail2ban",
        Words = $"start of fail2ban",
        Rung = Rung.ServiceStart,
        Deadline = Deadline,
        NeedsAsterisk = false,
        Command = (_, _) => ["start_fail2ban"],
        MakesEffective = d => d.Resource is ServiceId,
        Disturbs = Disturbance.Nobody,
        Cost = $"none",
        Undo = Undo.Reload,
        Hung = Hung,
    };

    /// <summary>The steps while fail2ban runs.</summary>
    /// <param name="ours">What differs, and we put right.</param>
    /// <param name="isEdited">Whether our file changes.</param>
    internal static IEnumerable<PlannedActivation> WhileItRuns(IReadOnlyList<Drift> ours, bool isEdited)
    {
        if (isEdited || ours.Any(Reload.MakesEffective))
        {
            var unenforced = ours.Where(d => d.TakesEffect == DriftNeed.JailRestart).ToList();
            var reason = ours.Any(d => d.Field == Fail2banDrifts.Jails) ? $"no jail runs"
                : unenforced.Count == 0
                ? (Message)$"the whitelist changes"
                : $"{unenforced.Select(d => (Message)$"{d.Resource}: {d.Memory}").ToEquatableArray()}";
            yield return Reload.Step(Fail2banSubject.Instance, reason) with
            {
                Arguments = unenforced.Select(d => d.Resource).OfType<JailId>().Select(j => j.Jail).ToEquatableArray(),
            };
        }

        var banned = ours.Where(Unban.MakesEffective).Select(d => d.Resource).OfType<BanId>().Select(b => b.Address)
            .Distinct(StringComparer.Ordinal).ToEquatableArray();
        if (!banned.IsEmpty)
        {
            yield return Unban.Step(Fail2banSubject.Instance, $"protected and banned: {string.Join(", ", banned)}") with
            {
                Arguments = banned,
            };
        }
    }

    /// <summary>The steps while it does not.</summary>
    internal static IEnumerable<PlannedActivation> WhileItIsStopped(IReadOnlyList<Drift> ours) =>
        ours.Any(Start.MakesEffective) ? [Start.Step(Fail2banSubject.Instance, $"policy.service is ensure and fail2ban is stopped")] : [];
}
