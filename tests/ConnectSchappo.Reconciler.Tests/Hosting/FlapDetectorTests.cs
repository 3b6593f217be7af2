using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public class FlapDetectorTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_is_healed_a_third_time_within_a_quarter_of_an_hour_is_contested_for_an_hour()
    {
        var flaps = new FlapDetector(time);
        Assert.Empty(flaps.Contested("r1"));
        for (var round = 0; round < 2; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
            Assert.Empty(flaps.Contested("r1"));
            time.Advance(TimeSpan.FromMinutes(5));
        }

        flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        Assert.Equal(["endpoint 250"], flaps.Contested("r1").Select(o => o.Key));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Single(flaps.Contested("r1"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(flaps.Contested("r1"));
    }

    [Fact]
    public void Different_faults_of_one_object_are_no_contest()
    {
        var flaps = new FlapDetector(time);
        Assert.Empty(flaps.Contested("r1"));
        foreach (var found in (string[])["from-nowhere", "from-elsewhere", "default", "from-nowhere"])
        {
            flaps.OnRoundEnded(Reports.Of(
                Outcomes.Healed() with { Plan = Outcomes.Plan("r1", Outcomes.Context with { Memory = Message.Verbatim(found) }) }));
        }

        Assert.Empty(flaps.Contested("r1"));
    }

    [Fact]
    public void The_same_value_in_other_words_is_the_same_fault()
    {
        var flaps = new FlapDetector(time);
        Assert.Empty(flaps.Contested("r1"));
        foreach (var found in (Message[])[$"it is {"default"}", $"{"default"} is in memory", $"memory has {"default"}"])
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed() with { Plan = Outcomes.Plan("r1", Outcomes.Context with { Memory = found }) }));
        }

        Assert.Single(flaps.Contested("r1"));
    }

    [Fact]
    public void A_service_that_somebody_stops_again_and_again_is_started_again_after_minutes()
    {
        var flaps = new FlapDetector(time);
        Assert.Empty(flaps.Contested("r1"));
        var stopped = new Drift
        {
            Kind = DriftKind.Service,
            Resource = new ServiceId(AsteriskSubject.Instance),
            Desired = $"running",
            Memory = $"stopped",
            Consequence = $"nobody can call",
        };
        for (var round = 0; round < 3; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed() with { Plan = Outcomes.Plan("r1", stopped) }));
        }

        Assert.Equal(["service asterisk"], flaps.Contested("r1").Select(o => o.Key));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(flaps.Contested("r1"));
    }

    [Fact]
    public void What_moves_now_and_then_is_healed_each_time()
    {
        var flaps = new FlapDetector(time);
        for (var round = 0; round < 20; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
            time.Advance(TimeSpan.FromMinutes(8));
            Assert.Empty(flaps.Contested("r1"));
        }
    }

    [Fact]
    public void A_new_revision_settles_it()
    {
        var flaps = new FlapDetector(time);
        Assert.Empty(flaps.Contested("r1"));
        for (var round = 0; round < 3; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        }

        Assert.Single(flaps.Contested("r1"));
        Assert.Empty(flaps.Contested("r2"));
    }

    [Fact]
    public void What_could_not_be_healed_is_no_contest()
    {
        var flaps = new FlapDetector(time);
        for (var round = 0; round < 5; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.NotVerified()));
        }

        Assert.Empty(flaps.Contested("r1"));
    }
}
