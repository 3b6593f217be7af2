using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Tests.Reporting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>What one daemon knows of a box, the next one knows too; and nothing goes wrong where it is lost.</summary>
public sealed class StateStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("remembrance-").FullName;
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly EventLog log = new();

    private string FilePath => Path.Combine(folder, "boxes.json");

    [Fact]
    public void A_fight_goes_on_after_a_restart_and_ends_when_it_would_have_ended()
    {
        var flaps = new FlapDetector(time);
        flaps.Contested("r1");
        flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        flaps = Restarted(flaps);
        Assert.Empty(flaps.Contested("r1"));
        flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        flaps = Restarted(flaps);
        Assert.Equal(["endpoint 250"], flaps.Contested("r1").Select(o => o.Key));

        time.Advance(TimeSpan.FromMinutes(59));
        flaps = Restarted(flaps);
        Assert.Single(flaps.Contested("r1"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(Restarted(flaps).Contested("r1"));
    }

    [Fact]
    public void A_commit_while_nobody_was_there_settles_a_fight()
    {
        var flaps = new FlapDetector(time);
        flaps.Contested("r1");
        for (var round = 0; round < 3; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        }

        Assert.Empty(Restarted(flaps).Contested("r2"));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_fight_last_longer()
    {
        var flaps = new FlapDetector(time);
        flaps.Contested("r1");
        for (var round = 0; round < 3; round++)
        {
            flaps.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        }

        var memory = flaps.Memory;
        var earlier = new FakeTimeProvider(time.GetUtcNow().AddDays(-400));
        flaps = new FlapDetector(earlier, memory);
        Assert.Single(flaps.Contested("r1"));
        earlier.Advance(TimeSpan.FromHours(1));
        Assert.Empty(flaps.Contested("r1"));
    }

    [Fact]
    public void What_waits_has_waited_since_it_began_and_is_not_told_again()
    {
        var since = time.GetUtcNow();
        Report(new BoxReporter("matriz", log), Outcomes.Pending());
        time.Advance(TimeSpan.FromHours(3));

        var again = new BoxReporter("matriz", log, Open().Of("matriz").Pending);
        Report(again, Outcomes.Unreachable());
        Report(again, Outcomes.Pending());
        Assert.Equal(new PendingAction("Restart", since, WasTooLong: true), Open().Of("matriz").Pending);
        Report(again, Outcomes.InSync());

        Assert.Equal(
            "DriftDetected ActionPending ObservationFailed ObservationRecovered(1) "
            + "DriftDetected ActionPendingTooLong ActionPendingCleared InSync",
            log.ToString());
        Assert.Null(Open().Of("matriz").Pending);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"matriz\": {\"pend")]
    [InlineData("[1]")]
    [InlineData("\0\0\0")]
    public void A_file_that_cannot_be_understood_is_told_once_and_written_anew(string torn)
    {
        File.WriteAllText(FilePath, torn);
        var store = Open();
        Assert.Equal(new BoxMemory(), store.Of("matriz"));
        store.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        Assert.Equal("StateLost", log.ToString());
        Assert.Equal("t1", Open().Of("matriz").LastTransaction);
        Assert.Equal(["boxes.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_with_holes_in_it_is_as_good_as_none()
    {
        File.WriteAllText(
            FilePath,
            """{"matriz": {"contest": {"revision": null, "healed": {"a": null}, "until": null}, "pending": null}, "recife": null}""");
        Assert.Empty(new FlapDetector(time, Open().Of("matriz").Contest).Contested("r1"));
        Assert.Equal(new BoxMemory(), Open().Of("recife"));
    }

    [Fact]
    public void A_disk_that_takes_nothing_is_told_once_and_ends_nothing()
    {
        var store = new StateStore("/proc/nowhere", log);
        store.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        store.Keep("matriz", new BoxMemory { LastTransaction = "t2" });
        Assert.Equal("t2", store.Of("matriz").LastTransaction);
        Assert.Equal("StateLost", log.ToString());
    }

    [Fact]
    public void Boxes_that_left_and_more_than_anybody_fights_over_are_forgotten()
    {
        var contested = Enumerable.Range(0, 5000).ToDictionary(n => $"endpoint {n}", _ => time.GetUtcNow().AddMinutes(5));
        var flaps = new FlapDetector(time, new FlapMemory("r1", [], new(contested)));
        Assert.InRange(flaps.Memory.Until.Count, 1, 200);

        Open().Keep("left", new BoxMemory { LastTransaction = "t1" });
        Open().Only(["matriz"]);
        Assert.DoesNotContain("left", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_where_nothing_is_new()
    {
        var store = Open();
        store.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        File.Delete(FilePath);
        store.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void A_disk_that_is_full_for_a_while_has_everything_afterwards()
    {
        var blocked = Path.Combine(folder, "blocked");
        File.WriteAllText(blocked, "");
        var store = new StateStore(blocked, log);
        store.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        File.Delete(blocked);
        store.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        Assert.Equal("t1", new StateStore(blocked, log).Of("matriz").LastTransaction);
    }

    [Fact]
    public void Of_many_boxes_at_once_all_are_kept()
    {
        var store = Open();
        Parallel.For(0, 200, n => store.Keep($"box{n}", new BoxMemory { LastTransaction = $"t{n}" }));
        var read = Open();
        Assert.All(Enumerable.Range(0, 200), n => Assert.Equal($"t{n}", read.Of($"box{n}").LastTransaction));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private StateStore Open() => new(folder, log);

    // A round, as the loop reports it and the next daemon knows it.
    private void Report(BoxReporter reporter, BoxOutcome outcome)
    {
        var report = Reports.Of(outcome, time.GetUtcNow(), Open().Of("matriz").Pending);
        reporter.OnRoundEnded(report);
        Recorder(new FlapDetector(time)).OnRoundEnded(report);
    }

    private BoxStateRecorder Recorder(FlapDetector flaps) =>
        new("matriz", Open(), flaps, new ForeignChangeDetector("matriz", log, new History(null, log), null));

    private FlapDetector Restarted(FlapDetector flaps)
    {
        Recorder(flaps).OnRoundEnded(Reports.Of(Outcomes.Unreachable()));
        return new FlapDetector(time, Open().Of("matriz").Contest);
    }
}
