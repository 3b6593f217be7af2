using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Makes the loop of a box, with the observers of its own beside those that all boxes share.</summary>
/// <param name="connections">The way to boxes.</param>
/// <param name="secrets">Where secrets are found.</param>
/// <param name="logger">The log.</param>
/// <param name="pace">How often a box is looked at.</param>
/// <param name="time">The clock.</param>
internal sealed class BoxLoopFactory(IBoxConnections connections, SecretStore secrets, ILogger logger, Pace pace, TimeProvider time)
{
    private readonly ConnectTurns turns = new(time);

    public required Fleet Fleet { get; init; }

    public required Suspensions Suspensions { get; init; }

    public required BoxOrders Orders { get; init; }

    public required Heartbeats Heartbeats { get; init; }

    public required StateStore Store { get; init; }

    public required History History { get; init; }

    public required ReconcilerMetrics Metrics { get; init; }

    public required StatusBoard Board { get; init; }

    public required Random Random { get; init; }

    public BoxLoop Create(string box)
    {
        var before = Store.Of(box);
        var connector = new ResilientConnector(connections, turns, time);
        var flaps = new FlapDetector(time, before.Contest);
        var foreign = new ForeignChangeDetector(box, logger, History, before.LastTransaction);

        // In the order in which they are told: the recorder after those whose knowledge it puts down, and last the board, which wakes those
        // who wait for a round.
        var observers = new RoundObservers(
        [
            new SuspensionReporter(box, logger, History),
            foreign,
            History,
            flaps,
            new BoxReporter(box, logger, before.Pending),
            new BoxStateRecorder(box, Store, flaps, foreign),
            Metrics,
            Board,
        ]);
        return new BoxLoop(box, Fleet, new BoxRounds(connector, secrets, time) { Observer = observers }, observers)
        {
            Connector = connector,
            Flaps = flaps,
            Suspensions = Suspensions,
            Orders = Orders.Of(box),
            Heartbeats = Heartbeats,
            Pace = pace,
            Random = Random,
            Time = time,
            PendingBefore = before.Pending,
        };
    }
}
