using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>An activation that waits: for calls to end, for its window, or for what the next start would lose.</summary>
/// <param name="Activation">Its name.</param>
/// <param name="Since">Since when.</param>
/// <param name="WasTooLong">Whether it was seen to wait for longer than the policy says.</param>
internal sealed record PendingAction(string Activation, DateTimeOffset Since, bool WasTooLong)
{
    /// <summary>What it is called for a person. An earlier daemon may have known one that this one does not: that keeps its name.</summary>
    [JsonIgnore]
    public Message Command => KnownSubjects.Activations.FirstOrDefault(a => a.Name == Activation)?.Words ?? Message.Verbatim(Activation);

    /// <summary>The step that waits in a round; null where none does.</summary>
    public static Step.Activated? Waiting(BoxOutcome outcome) =>
        outcome.Steps.OfType<Step.Activated>().FirstOrDefault(s => s.Result == StepResult.Pending);

    /// <summary>What waits after a round. A box that could not be seen does not tell that nothing waits there any more. Pure.</summary>
    /// <param name="before">What waited before it; null for nothing.</param>
    /// <param name="outcome">The round.</param>
    /// <param name="maxWait">For how long an action may wait.</param>
    /// <param name="now">When the round ended.</param>
    public static PendingAction? After(PendingAction? before, BoxOutcome outcome, TimeSpan maxWait, DateTimeOffset now)
    {
        // A clock that was set back makes nothing wait for less than no time.
        before = before is { } known && known.Since > now ? known with { Since = now } : before;
        if (Waiting(outcome)?.Activation.Name is not { } waits)
        {
            return outcome.Failure is null ? null : before;
        }

        var pending = before?.Activation == waits ? before : new PendingAction(waits, now, false);
        return outcome.Failure is null && now - pending.Since >= maxWait ? pending with { WasTooLong = true } : pending;
    }
}
