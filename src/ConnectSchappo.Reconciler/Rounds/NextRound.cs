using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// When a box is observed next, and whether it may be acted on: all that a round decides of those that come. Whether what failed is tried
/// again does not depend on that: each part has pauses of its own, kept on the box.
/// </summary>
/// <param name="Pause">The time until it is looked at.</param>
/// <param name="HeldBy">Why it may only be looked at; null where it may be acted on.</param>
internal sealed record NextRound(TimeSpan Pause, Message? HeldBy)
{
    /// <summary>How far jitter moves a look, as a part of the pause, to either side.</summary>
    private const double Spread = 0.1;

    private static readonly TimeSpan WhilePending = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    public bool MayAct => HeldBy is null;

    /// <summary>What follows from a round, and from what holds now. Pure.</summary>
    /// <param name="outcome">What the round came to; null before the first one, and where an error of ours ended it.</param>
    /// <param name="suspension">The suspension of the box; null for none.</param>
    /// <param name="backoff">What slows and spreads the looks at it.</param>
    /// <param name="interval">The time between two looks, before jitter.</param>
    /// <param name="now">The moment.</param>
    public static NextRound Of(BoxOutcome? outcome, Suspension? suspension, Backoff backoff, TimeSpan interval, DateTimeOffset now)
    {
        var pause = Usual(outcome, interval) * (1 - Spread + (2 * Spread * backoff.Jitter));
        return new NextRound(NoLaterThan(suspension, pause, now), Held(suspension, backoff, now));
    }

    // Sooner while something waits for calls to end.
    private static TimeSpan Usual(BoxOutcome? outcome, TimeSpan interval) =>
        WhilePending < interval && outcome?.Steps.Any(s => s.Result == StepResult.Pending) == true ? WhilePending : interval;

    // What a suspension held back is repaired when it ends, and not an interval later.
    private static TimeSpan NoLaterThan(Suspension? suspension, TimeSpan pause, DateTimeOffset now) =>
        suspension is null || suspension.Until - now > pause ? pause
        : suspension.Until - now is var left && left > ShortestPause ? left : ShortestPause;

    private static Message? Held(Suspension? suspension, Backoff backoff, DateTimeOffset now) =>
        suspension is not null ? suspension.Words
        : backoff.Until is { } until && until > now ? (Message)$"until {until:u}, because several connections in a row failed"
        : null;
}
