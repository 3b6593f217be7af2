using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
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
        contest.Now("r1");
        contest.Told(Outcomes.Healed());
        contest.Told(Outcomes.Healed());
        contest = Restarted(contest);
        Assert.Empty(contest.Now("r1"));
        contest.Told(Outcomes.Healed());
        contest = Restarted(contest);
        Assert.Equal(["endpoint 250"], contest.Now("r1").Select(o => o.Key));

        time.Advance(TimeSpan.FromMinutes(59));
        contest = Restarted(contest);
        Assert.Single(contest.Now("r1"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(Restarted(contest).Now("r1"));
    }

    [Fact]
    public void A_commit_while_nobody_was_there_settles_a_fight()
    {
        var contest = new Contest(time);
        contest.Now("r1");
        for (var round = 0; round < 3; round++)
        {
            contest.Told(Outcomes.Healed());
        }

        Assert.Empty(Restarted(contest).Now("r2"));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_fight_last_longer()
    {
        var contest = new Contest(time);
        contest.Now("r1");
        for (var round = 0; round < 3; round++)
        {
            contest.Told(Outcomes.Healed());
        }

        var memory = contest.Memory;
        var earlier = new FakeTimeProvider(time.GetUtcNow().AddDays(-400));
        contest = new Contest(earlier, memory);
        Assert.Single(contest.Now("r1"));
        earlier.Advance(TimeSpan.FromHours(1));
        Assert.Empty(contest.Now("r1"));
    }

    [Fact]
    public void What_waits_has_waited_since_it_began_and_is_not_told_again()
    {
        var since = time.GetUtcNow();
        var reporter = new BoxReporter("matriz", log, time);
        reporter.Told(Outcomes.Pending(), TimeSpan.FromHours(2), default);
        Open().Keep("matriz", new BoxMemory { Pending = reporter.Pending });
        time.Advance(TimeSpan.FromHours(3));

        var again = new BoxReporter("matriz", log, time, Open().Of("matriz").Pending);
        again.Told(Outcomes.Unreachable(), TimeSpan.FromHours(2), default);
        again.Told(Outcomes.Pending(), TimeSpan.FromHours(2), default);
        again.Told(Outcomes.InSync(), TimeSpan.FromHours(2), default);

        Assert.Equal(since, Open().Of("matriz").Pending!.Since);
        Assert.Equal("DriftDetected ActionPending BoxFailed BoxRecovered(1) DriftDetected PendingTooLong PendingOver InSync", log.ToString());
        Assert.Null(again.Pending);
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
        Assert.Empty(new Contest(time, Open().Of("matriz").Contest).Now("r1"));
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

    private Contest Restarted(Contest contest)
    {
        Open().Keep("matriz", new BoxMemory { Contest = contest.Memory });
        return new Contest(time, Open().Of("matriz").Contest);
    }
}
