using ConnectSchappo.Reconciler.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public class PaceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_did_not_show_its_effect_is_tried_more_and_more_seldom_up_to_half_an_hour()
    {
        var pace = Pace();
        foreach (var minutes in (double[])[1, 2, 4, 8, 16, 30, 30])
        {
            pace.Told(Outcomes.NotProved());
            time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(pace.MayAct("r1"));
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(pace.MayAct("r1"));
        }
    }

    [Fact]
    public void A_new_revision_or_a_success_begins_anew()
    {
        var pace = Pace();
        pace.Told(Outcomes.NotProved());
        Assert.True(pace.MayAct("r2"));
        Assert.False(pace.MayAct("r1"));
        pace.Told(Outcomes.InSync());
        Assert.True(pace.MayAct("r1"));
    }

    [Fact]
    public void Looks_are_spread_and_come_sooner_while_something_waits()
    {
        var pace = Pace();
        var usual = Enumerable.Range(0, 200).Select(_ => pace.Next(Outcomes.InSync()).TotalSeconds).ToList();

        Assert.All(usual, s => Assert.InRange(s, 27, 33));
        Assert.True(usual.Distinct().Count() > 100);
        Assert.InRange(pace.Next(Outcomes.Pending()).TotalSeconds, 4.5, 5.5);
    }

    private Pace Pace() => new(TimeSpan.FromSeconds(30), new Random(1), time);
}
