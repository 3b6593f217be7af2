using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// When a box is asked for signs of a change, when it is observed though there is none, and whether it may be acted on: all that a round
/// decides of those that come. Whether what failed is tried again does not depend on that: each part has pauses of its own, on the box.
/// </summary>
/// <param name="Pause">The time until the box is asked for signs of a change; where none tell, until it is observed.</param>
/// <param name="Full">The time until it is observed in any case, no less than the pause.</param>
/// <param name="HeldBy">Why it may only be observed; null where it may be acted on.</param>
internal sealed record NextRound(TimeSpan Pause, TimeSpan Full, Message? HeldBy)
{
    /// <summary>How far jitter moves an observation, as a part of the pause, to either side.</summary>
    private const double Spread = 0.1;

    private static readonly TimeSpan WhilePending = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Where something failed and is tried again: the shortest of the pauses between its tries.</summary>
    private static readonly TimeSpan WhileQuarantined = TimeSpan.FromSeconds(5);

    /// <summary>Where a person is to do something: what that does need not have a sign.</summary>
    private static readonly TimeSpan WhileOutOfSync = TimeSpan.FromSeconds(10);

    /// <summary>Where nothing may be done, or where no sign tells of some changes.</summary>
    private static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(30);

    public bool MayAct => HeldBy is null;

    /// <summary>What follows from a round, and from what holds now. Pure.</summary>
    /// <param name="outcome">What the round came to; null before the first one, and where an error of ours ended it.</param>
    /// <param name="suspension">The suspension of the box; null for none.</param>
    /// <param name="backoff">What slows and spreads the observations of it.</param>
    /// <param name="pace">What the settings say.</param>
    /// <param name="signs">Whether signs tell of changes on the box.</param>
    /// <param name="now">The moment.</param>
    public static NextRound Of(
        BoxOutcome? outcome, Suspension? suspension, Backoff backoff, Pace pace, ChangeSigns signs, DateTimeOffset now)
    {
        var jitter = 1 - Spread + (2 * Spread * backoff.Jitter);
        var full = NoLaterThan(suspension, Usual(outcome, pace, signs) * jitter, now);
        var check = pace.Interval * jitter;
        var isChecked = signs is ChangeSigns.Now or ChangeSigns.OfFiles;
        return new NextRound(isChecked ? Shorter(check, full) : full, full, Held(suspension, backoff, now));
    }

    // Soon after what was done or tried: its effect shows in the next observation.
    private static TimeSpan Usual(BoxOutcome? outcome, Pace pace, ChangeSigns signs)
    {
        if (outcome is null)
        {
            return pace.Interval;
        }

        // Often enough to meet the end of a call, and not so often that a wait of hours costs the box anything.
        if (outcome.Steps.Any(s => s.Result == StepResult.Pending))
        {
            return WhilePending;
        }

        var least = outcome.Failure is not null || outcome.WasApplied || signs == ChangeSigns.Later ? TimeSpan.Zero
            : outcome.Journal is { Quarantine.IsEmpty: false } ? WhileQuarantined
            : signs is ChangeSigns.Never or ChangeSigns.OfFiles || outcome.Suspended is not null || outcome.Newest?.Withheld is not null
                ? Shorter(Otherwise, pace.Resync)
            : outcome.Verdict == Verdict.Converged ? pace.Resync
            : WhileOutOfSync;
        return least > pace.Interval ? least : pace.Interval;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // What a suspension held back is repaired when it ends, and not an interval later.
    private static TimeSpan NoLaterThan(Suspension? suspension, TimeSpan pause, DateTimeOffset now) =>
        suspension is null || suspension.Until - now > pause ? pause
        : suspension.Until - now is var left && left > ShortestPause ? left : ShortestPause;

    private static Message? Held(Suspension? suspension, Backoff backoff, DateTimeOffset now) =>
        suspension is not null ? suspension.Words
        : backoff.Until is { } until && until > now ? (Message)$"until {until:u}, because several connections in a row failed"
        : null;
}
