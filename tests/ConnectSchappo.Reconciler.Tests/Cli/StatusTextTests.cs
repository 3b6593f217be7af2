using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

public class StatusTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly StatusBoard board = new();

    [Fact]
    public void A_fleet_is_a_table()
    {
        Report("matriz", Outcomes.InSync());
        Report("olinda", Outcomes.Pending(), r => r with { Pending = new PendingAction("Restart", Now.AddHours(-1), WasTooLong: false) });
        Report("recife", Outcomes.Unreachable("recife cannot be reached"), r => r with { BackoffUntil = Now.AddSeconds(40) });
        var suspension = new Suspension("sede", "the carrier works", Now, Now.AddHours(2), "ana");
        Report(
            "sede",
            Outcomes.Healed() with { Left = Outcomes.Plan("r1", Outcomes.Context), Suspended = $"held" },
            r => r with { Start = r.Start with { Suspension = suspension } });
        board.Expect("torre", "10.0.0.9", "r1");

        const string Waits = "waits for 2 channels in progress to end; alert at 2026-11-24 13:00:00Z";
        Assert.Equal(
            $"""
            reconciler 0.1.0: revision r1 of state.yaml is in force for 5 boxes
              refused: revision r2

            BOX     READY    STATE         DRIFTS  CALLS  DESIRED  APPLIED  OBSERVED  WAITS FOR
            matriz  True     in sync       0       2      r1       r1       4s ago
            olinda  False    waiting       1       2      r1       -        4s ago    {Waits}
            recife  False    backing off   -       -      r1       -        4s ago    recife cannot be reached
            sede    False    suspended     1       2      r1       -        4s ago    2026-11-24 14:00:00Z: the carrier works
            torre   Unknown  not observed  -       -      r1       -        never

            """,
            StatusText.Of(new FleetStatus("0.1.0", "state.yaml", "r1", "refused: revision r2", Now, board.Now.Boxes)));
    }

    [Fact]
    public void A_box_has_everything_and_since_when()
    {
        Report("matriz", Outcomes.InSync());
        Report("matriz", Outcomes.NotVerified());

        var text = StatusText.OfBox(board.Now.Boxes[0], Now);

        Assert.Contains("matriz (10.0.0.5): failed", text, StringComparison.Ordinal);
        Assert.Contains("applied      r1, last in sync 4s ago", text, StringComparison.Ordinal);
        Assert.Contains("InSync         False    since 2026-11-24 11:59:56Z", text, StringComparison.Ordinal);
        Assert.Contains("endpoint 250 context: desired from-internal; memory from-nowhere", text, StringComparison.Ordinal);
    }

    private void Report(string box, BoxOutcome outcome, Func<RoundReport, RoundReport>? more = null)
    {
        var report = Reports.Of(outcome with { Box = box }, Now.AddSeconds(-4));
        board.OnRoundEnded(more?.Invoke(report) ?? report);
    }
}
