using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

public class NextRoundTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    // The outcome, the interval, when a suspension ends, until when the box is left alone, the jitter; the pause, and whether we may act.
    [Theory]
    [InlineData("none", 30, null, null, 0.5, 30, true)]
    [InlineData("in sync", 30, null, null, 0.5, 30, true)]
    [InlineData("in sync", 30, null, null, 0.0, 27, true)]
    [InlineData("in sync", 30, null, null, 1.0, 33, true)]
    [InlineData("unreachable", 30, null, null, 0.5, 30, true)]
    [InlineData("pending", 30, null, null, 0.5, 5, true)]
    [InlineData("pending", 30, null, null, 0.0, 4.5, true)]
    [InlineData("pending", 2, null, null, 0.5, 2, true)]
    [InlineData("in sync", 30, 3600.0, null, 0.5, 30, false)]
    [InlineData("in sync", 30, 12.0, null, 0.5, 12, false)] // what it held back is put right when it ends
    [InlineData("in sync", 30, 0.02, null, 0.5, 0.1, false)]
    [InlineData("in sync", 30, -1.0, null, 0.5, 0.1, false)] // it ended while the round went on
    [InlineData("pending", 30, 12.0, null, 0.5, 5, false)]
    [InlineData("unreachable", 30, null, 120.0, 0.5, 30, false)]
    [InlineData("unreachable", 30, null, 0.0, 0.5, 30, true)] // the next connection is tried
    [InlineData("unreachable", 30, null, -10.0, 0.5, 30, true)]
    [InlineData("unreachable", 30, 12.0, 120.0, 0.5, 12, false)]
    public void What_follows_from_a_round(
        string outcome, double interval, double? suspended, double? leftAlone, double jitter, double pause, bool mayAct)
    {
        BoxOutcome? last = outcome switch
        {
            "none" => null,
            "in sync" => Outcomes.InSync(),
            "pending" => Outcomes.Pending(),
            "unreachable" => Outcomes.Unreachable(),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no such outcome"),
        };
        var suspension = suspended is { } s
            ? new Suspension("matriz", "the carrier works", Now.AddHours(-1), Now.AddSeconds(s), "ana")
            : null;
        DateTimeOffset? until = leftAlone is { } l ? Now.AddSeconds(l) : null;

        var next = NextRound.Of(last, suspension, new Backoff(until, jitter), TimeSpan.FromSeconds(interval), Now);

        Assert.Equal((pause, mayAct), (Math.Round(next.Pause.TotalSeconds, 3), next.MayAct));
    }

    [Fact]
    public void Whoever_may_not_act_knows_why()
    {
        var suspension = new Suspension("matriz", "the carrier works", Now, Now.AddHours(1), "ana");
        var leftAlone = new Backoff(Now.AddMinutes(2), 0.5);

        Assert.Equal("until 2026-11-24 13:00:00Z by ana: the carrier works", Held(suspension, leftAlone));
        Assert.Equal("until 2026-11-24 12:02:00Z, because several connections in a row failed", Held(null, leftAlone));
        Assert.Null(Held(null, new Backoff(Until: null, 0.5)));
    }

    private static string? Held(Suspension? suspension, Backoff backoff) =>
        NextRound.Of(Outcomes.InSync(), suspension, backoff, TimeSpan.FromSeconds(30), Now).HeldBy?.ToString();
}
