using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;
using ConnectSchappo.Reconciler.Tests.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>What somebody else did to a box by the same program lands in log and history, with who it was.</summary>
public sealed class OthersWatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("others-").FullName;
    private readonly EventLog log = new();
    private readonly History history;
    private readonly OthersWatch watch;

    public OthersWatchTests()
    {
        history = new History(folder, log);
        watch = Watch(null);
    }

    [Fact]
    public void A_persons_apply_is_noticed_once()
    {
        Look("");
        Look("@last t1 ana@desk (process 7)");
        Look("@last t1 ana@desk (process 7)");

        Assert.Equal("OthersAtWork", log.ToString());
        var entry = Assert.Single(history.Read("matriz", 10));
        Assert.Equal((HistoryEvent.OthersAtWork, "ana@desk (process 7)", "t1"), (entry.Event, entry.By, entry.Transaction));
    }

    [Fact]
    public void So_is_one_that_a_look_has_met_under_way()
    {
        Look("");
        Look("@last t1 ana@desk (process 7)\n@part modules\n@id t1\n@phase activated");
        Assert.Equal("", log.ToString());
        Look("@last t1 ana@desk (process 7)");
        Assert.Equal("OthersAtWork", log.ToString());
    }

    [Fact]
    public void So_is_one_while_no_daemon_was_there()
    {
        Look("@last t1 ana@desk (process 7)");
        Assert.Equal("", log.ToString());
        Watch(watch.Seen).Told(Round("@last t2 ana@desk (process 8)"), DateTimeOffset.UnixEpoch);
        Assert.Equal("OthersAtWork", log.ToString());
    }

    [Fact]
    public void What_we_did_is_nobody_elses_also_after_a_restart()
    {
        Look("");
        watch.Told(Round("") with { Steps = [new Step.Activated(PjsipActivations.Reload, StepResult.Done, "done") { Transaction = "t1" }] }, DateTimeOffset.UnixEpoch);
        Watch(watch.Seen).Told(Round("@last t1 reconciler@host (process 6)"), DateTimeOffset.UnixEpoch);
        Look($"@last t2 {TransactionHead.Owner}");
        Assert.Equal("", log.ToString());
    }

    [Fact]
    public void What_waits_is_no_work_on_the_box_and_makes_nobody_elses_of_what_was()
    {
        const string before = "@last t1 reconciler@host (process 6)";
        Look(before);
        watch.Told(Round(before) with { Steps = [new Step.Activated(AsteriskActivations.Restart, StepResult.Pending, "waits for a call to end") { Transaction = "t2" }] }, DateTimeOffset.UnixEpoch);
        Look(before);
        Assert.Equal("", log.ToString());
    }

    [Theory]
    [InlineData("@last watchdog-t1 the watchdog on the box")]
    [InlineData("@last t1 reconciler@host (process 6)\n@part pjsip\n@id t1\n@phase journalled")]
    [InlineData("@systemd")]
    public void What_is_told_otherwise_is_not_told_so(string journal)
    {
        Look("");
        Look(journal);
        Assert.Equal("", log.ToString());
    }

    [Fact]
    public void A_box_that_cannot_be_seen_tells_nothing()
    {
        Look("@last t1 ana@desk (process 7)");
        watch.Told(Outcomes.Unreachable(), DateTimeOffset.UnixEpoch);
        Assert.Equal("t1", watch.Seen);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Look(string journal) => watch.Told(Round(journal), DateTimeOffset.UnixEpoch);

    private static BoxOutcome Round(string journal) => Outcomes.InSync() with { Journal = BoxJournal.Parse(journal) };

    private OthersWatch Watch(string? seen) => new(
        "matriz",
        new BoxLoopParts(new NoLines(), new SecretStore([]), new ReconcilerMetrics(), log, TimeSpan.FromSeconds(30), new Random(1), TimeProvider.System)
        {
            Board = new StatusBoard(),
            History = history,
            Suspensions = new Suspensions(null, TimeProvider.System),
            Remembrance = new Remembrance(null, log),
            Beats = new Beats(TimeProvider.System),
        },
        seen);

    private sealed class NoLines : IBoxLines
    {
        public Task<IBoxLine> Open(Core.Desired.DesiredBox box, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
