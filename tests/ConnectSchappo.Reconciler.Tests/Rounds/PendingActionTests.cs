using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

public class PendingActionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    // What waited, for how many minutes; the round; what waits then, for how many minutes, and whether that was seen to be too long.
    [Theory]
    [InlineData(null, 0, "in sync", null, 0, false)]
    [InlineData(null, 0, "pending", "Restart", 0, false)]
    [InlineData("Restart", 90, "pending", "Restart", 90, false)]
    [InlineData("Restart", 120, "pending", "Restart", 120, true)]
    [InlineData("PjsipReload", 180, "pending", "Restart", 0, false)]
    [InlineData("Restart", 90, "in sync", null, 0, false)]
    [InlineData("Restart", 180, "unreachable", "Restart", 180, false)] // a box that cannot be seen does not tell that it is over
    [InlineData("Restart", -600, "pending", "Restart", 0, false)] // the clock was set back
    public void What_waits_waits_since_it_began(string? before, int minutes, string outcome, string? after, int since, bool wasTooLong)
    {
        var round = outcome switch
        {
            "in sync" => Outcomes.InSync(),
            "pending" => Outcomes.Pending(),
            "unreachable" => Outcomes.Unreachable(),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no such outcome"),
        };
        var known = before is null ? null : new PendingAction(before, Now.AddMinutes(-minutes), WasTooLong: false);

        Assert.Equal(
            after is null ? null : new PendingAction(after, Now.AddMinutes(-since), wasTooLong),
            PendingAction.After(known, round, TimeSpan.FromHours(2), Now));
    }
}
