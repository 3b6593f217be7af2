using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

public class NextRoundTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    // The outcome, the interval, when a suspension ends, until when the box is left alone, the jitter; when the box is checked, when it is
    // observed, and whether we may act. A box in sync is observed after 60 s if it shows no sign of a change.
    [Theory]
    [InlineData("none", 30, null, null, 0.5, 30, 30, true)]
    [InlineData("in sync", 30, null, null, 0.5, 30, 60, true)]
    [InlineData("in sync", 30, null, null, 0.0, 27, 54, true)]
    [InlineData("in sync", 30, null, null, 1.0, 33, 66, true)]
    [InlineData("in sync", 1, null, null, 0.5, 1, 60, true)]
    [InlineData("in sync", 300, null, null, 0.5, 300, 300, true)]
    [InlineData("drift", 1, null, null, 0.5, 1, 10, true)] // a person is to do something
    [InlineData("withheld", 1, null, null, 0.5, 1, 30, true)] // the policy lets nobody do anything
    [InlineData("applied", 1, null, null, 0.5, 1, 1, true)]
    [InlineData("unreachable", 30, null, null, 0.5, 30, 30, true)]
    [InlineData("unreachable", 1, null, null, 0.5, 1, 1, true)]
    [InlineData("pending", 30, null, null, 0.5, 5, 5, true)]
    [InlineData("pending", 30, null, null, 0.0, 4.5, 4.5, true)]
    [InlineData("pending", 1, null, null, 0.5, 1, 5, true)]
    [InlineData("in sync", 30, 3600.0, null, 0.5, 30, 60, false)]
    [InlineData("in sync", 30, 12.0, null, 0.5, 12, 12, false)] // what it held back is put right when it ends
    [InlineData("in sync", 30, 0.02, null, 0.5, 0.1, 0.1, false)]
    [InlineData("in sync", 30, -1.0, null, 0.5, 0.1, 0.1, false)] // it ended while the round went on
    [InlineData("pending", 30, 12.0, null, 0.5, 5, 5, false)]
    [InlineData("unreachable", 30, null, 120.0, 0.5, 30, 30, false)]
    [InlineData("unreachable", 30, null, 0.0, 0.5, 30, 30, true)] // the next connection is tried
    [InlineData("unreachable", 30, null, -10.0, 0.5, 30, 30, true)]
    [InlineData("unreachable", 30, 12.0, 120.0, 0.5, 12, 12, false)]
    public void What_follows_from_a_round(
        string outcome, double interval, double? suspended, double? leftAlone, double jitter, double pause, double full, bool mayAct)
    {
        var suspension = suspended is { } s
            ? new Suspension("matriz", "the carrier works", Now.AddHours(-1), Now.AddSeconds(s), "ana")
            : null;
        DateTimeOffset? until = leftAlone is { } l ? Now.AddSeconds(l) : null;

        var next = NextRound.Of(Outcome(outcome), suspension, new Backoff(until, jitter), Every(interval), ChangeSigns.Now, Now);

        Assert.Equal(
            (pause, full, mayAct),
            (Math.Round(next.Pause.TotalSeconds, 3), Math.Round(next.Full.TotalSeconds, 3), next.MayAct));
    }

    [Theory]
    [InlineData("Now", 1, 60)]
    [InlineData("Later", 1, 1)]
    [InlineData("OfFiles", 1, 30)] // memory is looked at all the same
    [InlineData("Never", 30, 30)] // nothing is asked in between: it could not be answered
    public void A_box_in_sync_is_observed_the_less_the_more_its_signs_tell(string signs, double pause, double full)
    {
        var next = NextRound.Of(Outcomes.InSync(), null, new Backoff(null, 0.5), Every(1), Enum.Parse<ChangeSigns>(signs), Now);

        Assert.Equal((pause, full), (next.Pause.TotalSeconds, next.Full.TotalSeconds));
    }

    [Fact]
    public void A_shorter_resync_holds_for_a_box_without_signs_too()
    {
        var pace = new Pace(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        Assert.Equal(5, NextRound.Of(Outcomes.InSync(), null, new Backoff(null, 0.5), pace, ChangeSigns.OfFiles, Now).Full.TotalSeconds);
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
        NextRound.Of(Outcomes.InSync(), suspension, backoff, Every(30), ChangeSigns.Now, Now).HeldBy?.ToString();

    private static Pace Every(double seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromMinutes(1));

    private static BoxOutcome? Outcome(string name) => name switch
    {
        "none" => null,
        "in sync" => Outcomes.InSync(),
        "drift" => Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context) },
        "withheld" => Outcomes.InSync() with
        {
            Plan = Outcomes.Plan("r1", Outcomes.Context) with { Withheld = $"policy.mode is observe: nothing is changed" },
        },
        "applied" => Outcomes.Healed(),
        "pending" => Outcomes.Pending(),
        "unreachable" => Outcomes.Unreachable(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such outcome"),
    };
}
