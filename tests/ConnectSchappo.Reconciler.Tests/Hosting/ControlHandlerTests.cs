using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public sealed class ControlHandlerTests : IDisposable
{
    private static readonly Caller Ana = new(1000, "ana");

    private readonly string folder = Directory.CreateTempSubdirectory("desk-").FullName;
    private readonly FakeTimeProvider time = new();
    private readonly Fleet fleet = new();
    private readonly StatusBoard board = new();
    private readonly BoxOrders orders = new();
    private readonly History history;
    private readonly Suspensions suspensions;

    public ControlHandlerTests()
    {
        fleet.Accept("r1", [Box("matriz"), Box("recife")]);
        (history, suspensions) = (new History(folder, NullLogger.Instance), new Suspensions(folder, time));
    }

    [Theory]
    [InlineData("matriz", null, 60, "a suspension needs a reason and an end")]
    [InlineData("matriz", "  ", 60, "a suspension needs a reason and an end")]
    [InlineData("matriz", "why", null, "a suspension needs a reason and an end")]
    [InlineData("matriz", "why", -1, "must end in the future")]
    [InlineData("matriz", "why", 45_000, "within 31 days")]
    [InlineData("olinda", "why", 60, "there is no box olinda. The boxes are matriz, recife.")]
    public async Task A_suspension_that_says_too_little_is_refused(string box, string? reason, int? minutes, string error)
    {
        var reply = await Ask(new ControlRequest
        {
            Command = ControlWord.Suspend,
            Box = box,
            Reason = reason,
            Until = minutes is { } m ? time.GetUtcNow().AddMinutes(m) : null,
        });
        Assert.Contains(error, reply.Error, StringComparison.Ordinal);
        Assert.Null(suspensions.Of("matriz"));
        Assert.Empty(history.Read(null, 10));
    }

    [Fact]
    public async Task Who_suspends_and_who_resumes_is_remembered_and_the_box_is_looked_at_at_once()
    {
        var changed = fleet.Of("matriz").Changed;
        Assert.Null((await Ask(Suspend("matriz"))).Error);
        Assert.True(changed.IsCompleted);
        Assert.Equal("ana", suspensions.Of("matriz")!.By);
        Assert.Null(suspensions.Of("recife"));

        Assert.Null((await Ask(new ControlRequest { Command = ControlWord.Resume, Box = "matriz" })).Error);
        Assert.Null(suspensions.Of("matriz"));
        Assert.Equal([HistoryEvent.Suspended, HistoryEvent.Resumed], history.Read("matriz", 10).Select(e => e.Event));
        Assert.All(history.Read("matriz", 10), e => Assert.Equal("ana", e.By));
    }

    [Fact]
    public async Task A_box_that_nobody_knows_has_no_history_and_one_that_has_left_has()
    {
        history.Add(new HistoryEntry { Time = time.GetUtcNow(), Event = HistoryEvent.Started });
        history.Add(new HistoryEntry { Time = time.GetUtcNow(), Box = "olinda", Event = HistoryEvent.Applied });

        Assert.Equal(
            "there is no box nada. The boxes are matriz, recife.",
            (await Ask(new ControlRequest { Command = ControlWord.History, Box = "nada" })).Error);
        Assert.Equal(2, (await Ask(new ControlRequest { Command = ControlWord.History, Box = "olinda" })).History!.Count);
        Assert.Single((await Ask(new ControlRequest { Command = ControlWord.History, Box = "matriz" })).History!);
    }

    [Fact]
    public async Task One_box_of_all_that_are_suspended_cannot_be_resumed_alone()
    {
        await Ask(Suspend(null));
        Assert.NotNull(suspensions.Of("recife"));
        Assert.Contains(
            "resume --all", (await Ask(new ControlRequest { Command = ControlWord.Resume, Box = "matriz" })).Error,
            StringComparison.Ordinal);
        await Ask(new ControlRequest { Command = ControlWord.Resume });
        Assert.Null(suspensions.Of("recife"));
        Assert.Contains(
            "no box is suspended", (await Ask(new ControlRequest { Command = ControlWord.Resume })).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_ends_when_every_box_was_looked_at_and_nothing_comes_by_waiting()
    {
        Report(Outcomes.InSync());
        time.Advance(TimeSpan.FromSeconds(1));
        var waiting = Ask(new ControlRequest { Command = ControlWord.Sync, Wait = TimeSpan.FromMinutes(5) });
        Assert.False(waiting.IsCompleted);
        Report(Outcomes.InSync());
        Report(Outcomes.Pending() with { Box = "recife" });
        Assert.False(waiting.IsCompleted);
        Report(Outcomes.Unreachable() with { Box = "recife" });

        var reply = await waiting;
        Assert.False(reply.TimedOut);
        Assert.Equal([Verdict.Converged, Verdict.Failed], reply.Status!.Boxes.Select(b => b.Verdict));
    }

    [Fact]
    public async Task A_wait_runs_out_while_calls_go_on()
    {
        var waiting = Ask(new ControlRequest { Command = ControlWord.Sync, Box = "matriz", Wait = TimeSpan.FromMinutes(5) });
        Report(Outcomes.Pending());
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await waiting).TimedOut);
    }

    [Fact]
    public async Task A_word_on_a_waiting_change_goes_to_the_loop_of_its_box()
    {
        var confirming = Ask(new ControlRequest { Command = ControlWord.Confirm, Box = "matriz" });
        var order = Order<BoxOrder.Settle>();
        Assert.Equal(new PersonsWord(Confirms: true, "ana"), order.Word);
        order.Done.SetResult(Outcomes.InSync());
        Assert.Null((await confirming).Error);
        var rollingBack = Ask(new ControlRequest { Command = ControlWord.Rollback, Box = "matriz" });
        var second = Order<BoxOrder.Settle>();
        Assert.Equal(new PersonsWord(Confirms: false, "ana"), second.Word);
        second.Done.SetResult(Outcomes.Unreachable());
        Assert.NotNull((await rollingBack).Error);
        Assert.Contains("give BOX", (await Ask(new ControlRequest { Command = ControlWord.Rollback })).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_looks_at_is_looked_at_by_the_loop_of_its_box()
    {
        var request = new ControlRequest { Command = ControlWord.Inspect, Box = "matriz", What = "bans" };
        var asking = Ask(request);
        var order = Order<BoxOrder.Inspect>();
        var table = new InspectionTable(["address"], [["192.0.2.7"]]);
        order.Done.SetResult(Core.Observations.Facts.Fact.Known(table));
        Assert.Equal(("bans", table), (order.What.Name, ControlProtocol.ReadReply(ControlProtocol.Write( await asking)).Table!.Read()));

        var failing = Ask(request);
        Order<BoxOrder.Inspect>().Done.SetResult(
            Core.Observations.Facts.Fact.Unknown<InspectionTable>($"no connection within 10 s"));
        Assert.Equal("matriz: no connection within 10 s", (await failing).Error);

        var late = Ask(request);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("reconciler inspect matriz bans --ssh-key", (await late).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_is_told_by_the_loops_with_how_fresh_it_is()
    {
        var asking = Ask(new ControlRequest { Command = ControlWord.Plan, Boxes = ["matriz"] });
        Order<BoxOrder.Plan>().Done.SetResult(
            new PlanSeen(Outcomes.InSync(), time.GetUtcNow().AddSeconds(-40), time.GetUtcNow().AddSeconds(-1)));
        var reply = ControlProtocol.ReadReply(ControlProtocol.Write(await asking));
        Assert.Equal(
            ("matriz", 2, "as the daemon sees it: observed 40 s ago, checked for changes 1 s ago"),
            (reply.Text, reply.ExitCode, reply.Freshness));

        var failing = Ask(new ControlRequest { Command = ControlWord.Plan, Boxes = ["matriz"] });
        Order<BoxOrder.Plan>().Done.SetResult(null);
        Assert.Contains("matriz: the daemon could not look at it", (await failing).Error, StringComparison.Ordinal);

        fleet.Accept("r2", []);
        Assert.Contains("names no box", (await Ask(new ControlRequest { Command = ControlWord.Plan })).Error, StringComparison.Ordinal);
        fleet.Accept("r1", [Box("matriz"), Box("recife")]);
        Assert.Contains(
            "there is no box olinda. The boxes are matriz",
            (await Ask(new ControlRequest { Command = ControlWord.Plan, Boxes = ["matriz", "olinda"] })).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("matriz", null)]
    [InlineData("matriz", "everything")]
    [InlineData(null, "bans")]
    public async Task Whoever_does_not_say_what_to_look_at_is_told_what_there_is(string? box, string? what) => Assert.Contains(
        "give BOX, and one of endpoints, contacts,",
        (await Ask(new ControlRequest { Command = ControlWord.Inspect, Box = box, What = what })).Error, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private T Order<T>()
        where T : BoxOrder
    {
        Assert.True(orders.Of("matriz").TryRead(out var order));
        return Assert.IsType<T>(order);
    }

    private ControlRequest Suspend(string? box) =>
        new() { Command = ControlWord.Suspend, Box = box, Reason = "the carrier works", Until = time.GetUtcNow().AddHours(1) };

    private Task<ControlReply> Ask(ControlRequest request) => new ControlHandler(fleet, board, history, suspensions, time)
    {
        Orders = orders,
        Print = (_, outcomes) => (string.Join(' ', outcomes.Select(o => o.Box)), 2),
        Status = () => new FleetStatus("0.1.0", "state.yaml", "r1", null, time.GetUtcNow(), board.Now.Boxes),
        Refresh = _ => Task.FromResult("revision r1 is in force"),
    }.Answer(request, Ana, TestContext.Current.CancellationToken);

    private void Report(BoxOutcome outcome) => board.OnRoundEnded(Reports.Of(outcome, time.GetUtcNow()));

    private static DesiredBox Box(string name) =>
        new() { Name = name, Catalogue = AsteriskCatalogue.Of(16), Address = "10.0.0.5", User = "reconciler" };
}
