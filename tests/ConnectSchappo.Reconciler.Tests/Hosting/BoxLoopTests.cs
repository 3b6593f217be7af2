using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>A round is reported once, with all that anybody is told of it.</summary>
public sealed class BoxLoopTests
{
    private readonly Fleet fleet = new();
    private readonly Suspensions suspensions = new(null, TimeProvider.System);
    private readonly BoxOrders orders = new();

    [Fact]
    public async Task A_round_is_reported_once_and_then_the_next_one()
    {
        var seen = new Seen(rounds: 2);
        await Run(seen, new NoWay());

        Assert.Equal(["begun", "ended", "begun", "ended", "removed"], seen.Calls);
        Assert.All(
            seen.Reports, r => Assert.Equal((Verdict.Failed, "10.0.0.5", "r1"), (r.Outcome.Verdict, r.Start.Address, r.Start.Revision)));
        Assert.All(seen.Reports, r => Assert.True(r is { Next.MayAct: true, Asked: null, Pending: null }));
    }

    [Fact]
    public async Task A_suspension_is_part_of_the_report_and_of_what_follows()
    {
        suspensions.Set(new Suspension("matriz", "the carrier works", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1), "ana"));
        var seen = new Seen(rounds: 1);
        await Run(seen, new NoWay());

        var report = Assert.Single(seen.Reports);
        var suspension = report.Start.Suspension!;
        Assert.Equal(("ana", suspension.Words, false), (suspension.By, report.Outcome.Suspended, report.Next.MayAct));
    }

    [Fact]
    public async Task A_word_that_came_to_nothing_is_answered_and_not_reported_as_done()
    {
        var order = new BoxOrder.Settle(new PersonsWord(Confirms: true, "ana"));
        orders.Give("matriz", order);
        var seen = new Seen(rounds: 1);
        await Run(seen, new NoWay());

        Assert.Equal("host_key", (await order.Done.Task).Failure!.Kind);
        Assert.Null(Assert.Single(seen.Reports).Asked);
    }

    [Fact]
    public async Task Whoever_looks_at_a_box_that_is_away_is_told_why_and_the_rounds_go_on()
    {
        var order = new BoxOrder.Inspect(KnownInspections.Named("contacts")!);
        orders.Give("matriz", order);
        var seen = new Seen(rounds: 1);
        await Run(seen, new NoWay());

        Assert.Equal("its host key is unknown", (await order.Done.Task).Missing!.ToString());
        Assert.Single(seen.Reports);
    }

    [Fact]
    public async Task Whoever_looks_at_a_box_hears_of_an_error_of_ours_too()
    {
        var order = new BoxOrder.Inspect(KnownInspections.Named("contacts")!);
        orders.Give("matriz", order);
        var seen = new Seen(rounds: 2);
        await Run(seen, new Broken());

        Assert.Contains("its log has the details", (await order.Done.Task).Missing!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["crashed", "begun", "crashed", "removed"], seen.Calls);
    }

    [Fact]
    public async Task Whoever_asks_what_differs_is_told_by_the_round_and_an_error_of_ours_is_no_answer()
    {
        var (away, broken) = (new BoxOrder.Plan(), new BoxOrder.Plan());
        orders.Give("matriz", away);
        await Run(new Seen(rounds: 1), new NoWay());
        orders.Give("matriz", broken);
        await Run(new Seen(rounds: 1), new Broken());

        Assert.Equal("its host key is unknown", (await away.Done.Task)!.Outcome.Failure!.Message.ToString());
        Assert.Null(await broken.Done.Task);
    }

    [Fact]
    public async Task An_error_of_ours_is_told_and_the_loop_goes_on()
    {
        var seen = new Seen(rounds: 2);
        await Run(seen, new Broken());

        Assert.Equal(["begun", "crashed", "begun", "crashed", "removed"], seen.Calls);
    }

    // Until so many rounds were seen: then the box leaves the desired state.
    private async Task Run(Seen seen, IBoxConnections connections)
    {
        var connector = new ResilientConnector(connections, new ConnectTurns(TimeProvider.System), TimeProvider.System);
        var box = new DesiredBox { Name = "matriz", Catalogue = AsteriskCatalogue.Of(16), Address = "10.0.0.5", User = "reconciler" };
        fleet.Accept("r1", [box]);
        seen.Enough = () => fleet.Accept("r2", []);
        var rounds = new BoxRounds(connector, new SecretStore([], TimeProvider.System), TimeProvider.System) { Observer = seen };
        var loop = new BoxLoop("matriz", fleet, rounds, seen)
        {
            Connector = connector,
            Flaps = new FlapDetector(TimeProvider.System),
            Suspensions = suspensions,
            Orders = orders.Of("matriz"),
            Heartbeats = new Heartbeats(TimeProvider.System),
            Pace = new Pace(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5)),
            Random = new Random(1),
            Time = TimeProvider.System,
            PendingBefore = null,
        };
        await loop.Run(TestContext.Current.CancellationToken);
    }

    private sealed class Seen(int rounds) : IRoundObserver
    {
        public List<string> Calls { get; } = [];

        public List<RoundReport> Reports { get; } = [];

        public Action Enough { get; set; } = () => { };

        public void OnRoundBegun(RoundStart start) => Calls.Add("begun");

        public void OnRoundEnded(RoundReport report)
        {
            Reports.Add(report);
            Over("ended");
        }

        public void OnRoundCrashed(string box, Exception error) => Over("crashed");

        public void OnBoxRemoved(string box) => Calls.Add("removed");

        private void Over(string how)
        {
            Calls.Add(how);
            if (Calls.Count(c => c == how) == rounds)
            {
                Enough();
            }
        }
    }

    private sealed class NoWay : IBoxConnections
    {
        public Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation) =>
            throw new BoxFailure(BoxFailureKind.HostKey, $"its host key is unknown");
    }

    private sealed class Broken : IBoxConnections
    {
        public Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation) => throw new InvalidOperationException("ours");
    }
}
