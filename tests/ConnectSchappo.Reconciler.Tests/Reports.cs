using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Tests;

/// <summary>Reports of rounds, for tests of those who are told of them.</summary>
internal static class Reports
{
    /// <param name="outcome">The round.</param>
    /// <param name="ended">When it ended.</param>
    /// <param name="pending">What waited before it.</param>
    public static RoundReport Of(BoxOutcome outcome, DateTimeOffset ended = default, PendingAction? pending = null)
    {
        var maxWait = TimeSpan.FromHours(2);
        return new()
        {
            Start = new RoundStart(outcome.Box, "10.0.0.5", outcome.Revision, Suspension: null, ended),
            Outcome = outcome,
            Ended = ended,
            Next = new NextRound(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), HeldBy: null),
            Pending = PendingAction.After(pending, outcome, maxWait, ended),
            MaxWait = maxWait,
        };
    }
}
