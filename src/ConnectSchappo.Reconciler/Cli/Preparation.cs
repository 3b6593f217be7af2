using System.CommandLine;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Serving;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Everything that a daemon needs, checked before it starts.</summary>
internal sealed class Preparation
{
    private readonly ParseResult parse;
    private readonly RunCommand options;
    private readonly RunSettings settings;
    private readonly StateLoading loading;
    private readonly IBoxConnections connections;
    private readonly Suspensions suspensions;
    private StateStore? store;

    private Preparation(
        ParseResult parse, RunCommand options, RunSettings settings, StateLoading loading, IBoxConnections connections,
        Suspensions suspensions)
    {
        (this.parse, this.options, this.settings) = (parse, options, settings);
        (this.loading, this.connections, this.suspensions) = (loading, connections, suspensions);
    }

    /// <summary>Without any good revision, a key or a free port there is none; later, a bad version keeps the one in force.</summary>
    /// <param name="inPlaceOf">The preparation of the daemon that runs now; null at the start.</param>
    /// <param name="errors">Takes what is wrong, for a person.</param>
    public static async Task<(Preparation? Made, int Code)> Make(
        RunCommand options, ParseResult parse, Preparation? inPlaceOf, TextWriter errors, CancellationToken cancellation)
    {
        var wanted = options.Settings(parse);
        var state = await StateLoading.ReadOrLastGood(
            () => options.Boxes.Source.Open(parse, options.GitInterval(parse)), options.Named(parse),
            errors, cancellation);
        if (state.State is null)
        {
            return (null, state.ExitCode);
        }

        var (key, knownHosts) = (options.Boxes.Key(parse), parse.GetValue(options.Boxes.KnownHosts));
        if (CompositionRoot.Connections(key, knownHosts, errors) is not { } boxConnections)
        {
            return (null, ExitCode.Error);
        }

        try
        {
            var shown = inPlaceOf?.settings.Metrics;
            wanted.Metrics?.Check(mayBeTaken: shown is not null && shown.Port == wanted.Metrics.Port);
            return (
                new Preparation(parse, options, wanted, state, boxConnections, new Suspensions(wanted.StateFolder, TimeProvider.System))
                {
                    store = inPlaceOf?.store is { } known && known.Folder == wanted.StateFolder ? known : null,
                },
                ExitCode.Converged);
        }
        catch (Exception failure) when (
            failure is MetricsProblem or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            await errors.WriteLineAsync($"reconciler: {failure.Message}");
            return (null, ExitCode.Error);
        }
    }

    /// <summary>Puts a daemon together: the one place that knows what each part of it needs.</summary>
    public Daemon Daemon(Heartbeats heartbeats, ServiceManager manager, ILogger logger)
    {
        var time = TimeProvider.System;
        var source = loading.Source!;
        var (fleet, board, orders, metrics) = (new Fleet(), new StatusBoard(), new BoxOrders(), new ReconcilerMetrics());
        metrics.Observes(settings.Pace);
        var history = new History(settings.StateFolder, logger);
        history.Add(new HistoryEntry { Time = time.GetUtcNow(), Event = HistoryEvent.Started, Revision = loading.Revision!.Id });
        store ??= new StateStore(settings.StateFolder, logger);
        var secrets = CompositionRoot.Secrets(parse.GetValue(options.Boxes.Secrets), parse.GetValue(options.Boxes.SecretCommand));
        var loops = new BoxLoopFactory(connections, secrets, logger, settings.Pace, time)
        {
            Fleet = fleet,
            Suspensions = suspensions,
            Orders = orders,
            Heartbeats = heartbeats,
            Store = store,
            History = history,
            Metrics = metrics,
            Board = board,
            Random = Random.Shared,
        };
        var reporter = new SourceReporter(logger, metrics, time);
        return new Daemon(settings, source, new FirstState(loading.Revision, loading.State!, loading.InsteadOf), fleet, loops.Create)
        {
            Board = board,
            Store = store,
            Metrics = metrics,
            Reporter = reporter,
            Follower = new StateFollower(source, reporter),
            Control = daemon => new ControlHandler(fleet, board, history, suspensions, time)
            {
                Orders = orders,
                Print = PlanCommand.Print,
                Status = daemon.Status,
                Refresh = daemon.Sync,
            },
            Heartbeats = heartbeats,
            Manager = manager,
            Logger = logger,
            Time = time,
        };
    }
}
