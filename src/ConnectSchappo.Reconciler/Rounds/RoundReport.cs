using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A round that is over: all that anybody is told of it. Nothing in it is a secret.</summary>
internal sealed record RoundReport
{
    /// <summary>What it began with.</summary>
    public required RoundStart Start { get; init; }

    /// <summary>What it found, did and left.</summary>
    public required BoxOutcome Outcome { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>What follows: when the box is looked at next, and whether it may be acted on then.</summary>
    public required NextRound Next { get; init; }

    /// <summary>What waits, and since when; null where nothing does.</summary>
    public PendingAction? Pending { get; init; }

    /// <summary>For how long an action may wait before that is an alert.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>Until when connecting is not tried, as it failed again and again; null where it is.</summary>
    public DateTimeOffset? BackoffUntil { get; init; }

    /// <summary>What a person asked for, where the round was about that; null otherwise.</summary>
    public PersonsWord? Asked { get; init; }

    /// <summary>When the box is observed next, if no sign tells of a change before.</summary>
    public DateTimeOffset NextObservation => Ended + Next.Full;

    /// <summary>Whether it began without a sign of a change on the box since that was seen in sync.</summary>
    public bool IsResync { get; init; }

    /// <summary>What differs and has given no sign.</summary>
    public IEnumerable<Drift> Unnoticed => IsResync && Outcome.Plan is { } plan ? plan.Report.Drifts : [];

    /// <summary>When what waits becomes an alert; null where nothing waits.</summary>
    public DateTimeOffset? PendingDeadline => Pending?.Since + MaxWait;
}
