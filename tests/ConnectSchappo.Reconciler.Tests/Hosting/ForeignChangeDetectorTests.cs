using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Tests.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>What somebody else did to a box by the same program lands in log and history, with who it was.</summary>
public sealed class ForeignChangeDetectorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("others-").FullName;
    private readonly EventLog log = new();
    private readonly History history;
    private readonly ForeignChangeDetector watch;

    public ForeignChangeDetectorTests()
    {
        history = new History(folder, log);
        watch = Watch(null);
    }

    [Fact]
    public void A_persons_apply_is_noticed_once()
    {
        Look("");
        Look("@last transaction=t1 owner=ana@desk (process 7)");
        Look("@last transaction=t1 owner=ana@desk (process 7)");

        Assert.Equal("ForeignChange", log.ToString());
        var entry = Assert.Single(history.Read("matriz", 10));
        Assert.Equal((HistoryEvent.ForeignChange, "ana@desk (process 7)", "t1"), (entry.Event, entry.By, entry.Transaction));
    }

    [Fact]
    public void So_is_one_that_a_look_has_met_under_way()
    {
        Look("");
        Look("@last transaction=t1 owner=ana@desk (process 7)\n@part modules\n@id t1\n@phase activated");
        Assert.Equal("", log.ToString());
        Look("@last transaction=t1 owner=ana@desk (process 7)");
        Assert.Equal("ForeignChange", log.ToString());
    }

    [Fact]
    public void So_is_one_while_no_daemon_was_there()
    {
        Look("@last transaction=t1 owner=ana@desk (process 7)");
        Assert.Equal("", log.ToString());
        Watch(watch.Seen).OnRoundEnded(Reports.Of(Round("@last transaction=t2 owner=ana@desk (process 8)")));
        Assert.Equal("ForeignChange", log.ToString());
    }

    [Fact]
    public void What_we_did_is_nobody_elses_also_after_a_restart()
    {
        Look("");
        var done = new Step.Activated(PjsipActivations.Reload, StepResult.Done, $"done") { Transaction = "t1" };
        watch.OnRoundEnded(Reports.Of(Round("") with { Steps = [done] }));
        Watch(watch.Seen).OnRoundEnded(Reports.Of(Round("@last transaction=t1 owner=reconciler@host (process 6)")));
        Look($"@last transaction=t2 owner={TransactionHead.Owner}");
        Assert.Equal("", log.ToString());
    }

    [Fact]
    public void What_waits_is_no_work_on_the_box_and_makes_nobody_elses_of_what_was()
    {
        const string before = "@last transaction=t1 owner=reconciler@host (process 6)";
        Look(before);
        var waits = new Step.Activated(AsteriskActivations.Restart, StepResult.Pending, $"waits for a call to end") { Transaction = "t2" };
        watch.OnRoundEnded(Reports.Of(Round(before) with { Steps = [waits] }));
        Look(before);
        Assert.Equal("", log.ToString());
    }

    [Theory]
    [InlineData("@last transaction=watchdog-t1 owner=the watchdog on the box")]
    [InlineData("@last transaction=t1 owner=reconciler@host (process 6)\n@part pjsip\n@id t1\n@phase journalled")]
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
        Look("@last transaction=t1 owner=ana@desk (process 7)");
        watch.OnRoundEnded(Reports.Of(Outcomes.Unreachable()));
        Assert.Equal("t1", watch.Seen);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Look(string journal) => watch.OnRoundEnded(Reports.Of(Round(journal)));

    private static BoxOutcome Round(string journal) => Outcomes.InSync() with { Journal = BoxJournal.Parse(journal) };

    private ForeignChangeDetector Watch(string? seen) => new("matriz", log, history, seen);
}
