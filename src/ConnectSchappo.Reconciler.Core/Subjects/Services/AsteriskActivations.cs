using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Services;

/// <summary>What makes all of Asterisk's files effective at once.</summary>
public static class AsteriskActivations
{
    // Seconds of DNS time-outs at a start included.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    public static Activation Start { get; } = new()
    {
        Name = "StartAsterisk",
        Words = $"start of Asterisk",
        Rung = Rung.AsteriskStart,
        Deadline = Deadline,
        NeedsAsterisk = false,
        Command = (_, _) => ["start_asterisk"],
        MakesEffective = d => d.Resource is ServiceId,
        Disturbs = Disturbance.Nobody,
        Cost = $"none: nobody can call now",
        Undo = Undo.Reload,
        Hung = AsteriskReload.Hung,
    };

    public static Activation Restart { get; } = new()
    {
        Name = "Restart",
        Words = $"restart of Asterisk",
        Rung = Rung.Restart,
        Deadline = Deadline,
        NeedsAsterisk = true,
        Command = (_, policy) => [policy.RestartWhen == RestartWhen.Now ? "restart_now" : "restart_when_idle"],
        MakesEffective = d => d.TakesEffect == DriftNeed.Restart,
        Disturbs = Disturbance.Everybody,
        Cost = $"no new calls for about 2 s, and all phones re-register",
        Undo = Undo.Restart,
        Hung = AsteriskReload.Hung,
    };
}
