using ConnectSchappo.Reconciler.Hosting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public class PaceTests
{
    [Fact]
    public void Looks_are_spread_and_come_sooner_while_something_waits()
    {
        var pace = Pace();
        var usual = Enumerable.Range(0, 200).Select(_ => pace.Next(Outcomes.InSync()).TotalSeconds).ToList();

        Assert.All(usual, s => Assert.InRange(s, 27, 33));
        Assert.True(usual.Distinct().Count() > 100);
        Assert.InRange(pace.Next(Outcomes.Pending()).TotalSeconds, 4.5, 5.5);
    }

    private Pace Pace() => new(TimeSpan.FromSeconds(30), new Random(1));
}
