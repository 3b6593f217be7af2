using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Tests.Reporting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>What one daemon knows of a box, the next one knows too; and nothing goes wrong where it is lost.</summary>
public sealed class RemembranceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("remembrance-").FullName;
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly EventLog log = new();

    private string FilePath => Path.Combine(folder, "boxes.json");

    [Fact]
    public void A_fight_goes_on_after_a_restart_and_ends_when_it_would_have_ended()
    {
        var contest = new Contest(time);
        contest.Contested("r1");
        contest.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        contest.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        contest = Restarted(contest);
        Assert.Empty(contest.Contested("r1"));
        contest.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        contest = Restarted(contest);
        Assert.Equal(["endpoint 250"], contest.Contested("r1").Select(o => o.Key));

        time.Advance(TimeSpan.FromMinutes(59));
        contest = Restarted(contest);
        Assert.Single(contest.Contested("r1"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(Restarted(contest).Contested("r1"));
    }

    [Fact]
    public void A_commit_while_nobody_was_there_settles_a_fight()
    {
        var contest = new Contest(time);
        contest.Contested("r1");
        for (var round = 0; round < 3; round++)
        {
            contest.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        }

        Assert.Empty(Restarted(contest).Contested("r2"));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_fight_last_longer()
    {
        var contest = new Contest(time);
        contest.Contested("r1");
        for (var round = 0; round < 3; round++)
        {
            contest.OnRoundEnded(Reports.Of(Outcomes.Healed()));
        }

        var memory = contest.Memory;
        var earlier = new FakeTimeProvider(time.GetUtcNow().AddDays(-400));
        contest = new Contest(earlier, memory);
        Assert.Single(contest.Contested("r1"));
        earlier.Advance(TimeSpan.FromHours(1));
        Assert.Empty(contest.Contested("r1"));
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

        Assert.Equal("DriftDetected ActionPending BoxFailed BoxRecovered(1) DriftDetected PendingTooLong PendingOver InSync", log.ToString());
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
        var remembrance = Open();
        Assert.Equal(new BoxMemory(), remembrance.Of("matriz"));
        remembrance.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        Assert.Equal("MemoryLost", log.ToString());
        Assert.Equal("t1", Open().Of("matriz").LastTransaction);
        Assert.Equal(["boxes.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_with_holes_in_it_is_as_good_as_none()
    {
        File.WriteAllText(FilePath, """{"matriz": {"contest": {"revision": null, "healed": {"a": null}, "until": null}, "pending": null}, "recife": null}""");
        Assert.Empty(new Contest(time, Open().Of("matriz").Contest).Contested("r1"));
        Assert.Equal(new BoxMemory(), Open().Of("recife"));
    }

    [Fact]
    public void A_disk_that_takes_nothing_is_told_once_and_ends_nothing()
    {
        var remembrance = new Remembrance("/proc/nowhere", log);
        remembrance.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        remembrance.Keep("matriz", new BoxMemory { LastTransaction = "t2" });
        Assert.Equal("t2", remembrance.Of("matriz").LastTransaction);
        Assert.Equal("MemoryLost", log.ToString());
    }

    [Fact]
    public void Boxes_that_left_and_more_than_anybody_fights_over_are_forgotten()
    {
        var contest = new Contest(time, new ContestMemory("r1", [], new(Enumerable.Range(0, 5000).ToDictionary(n => $"endpoint {n}", _ => time.GetUtcNow().AddMinutes(5)))));
        Assert.InRange(contest.Memory.Until.Count, 1, 200);

        Open().Keep("left", new BoxMemory { LastTransaction = "t1" });
        Open().Only(["matriz"]);
        Assert.DoesNotContain("left", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_where_nothing_is_new()
    {
        var remembrance = Open();
        remembrance.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        File.Delete(FilePath);
        remembrance.Keep("matriz", new BoxMemory { LastTransaction = "t1" });
        Assert.False(File.Exists(FilePath));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Remembrance Open() => new(folder, log);

    // A round, as the loop reports it and the next daemon knows it.
    private void Report(BoxReporter reporter, BoxOutcome outcome)
    {
        var report = Reports.Of(outcome, time.GetUtcNow(), Open().Of("matriz").Pending);
        reporter.OnRoundEnded(report);
        Recorder(new Contest(time)).OnRoundEnded(report);
    }

    private BoxStateRecorder Recorder(Contest contest) => new("matriz", Open(), contest, new OthersWatch("matriz", log, new History(null, log), null));

    private Contest Restarted(Contest contest)
    {
        Recorder(contest).OnRoundEnded(Reports.Of(Outcomes.Unreachable()));
        return new Contest(time, Open().Of("matriz").Contest);
    }
}
