using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Serving;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Sources;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// The daemon: a loop a box, and one that follows the desired state. A new version that is refused, or a file that is gone, leaves
/// the last good one in force and is told.
/// </summary>
/// <param name="settings">What it was told at its start.</param>
/// <param name="source">Where the desired state comes from.</param>
/// <param name="first">The desired state that it starts with.</param>
/// <param name="fleet">The desired state in force, for those who ask.</param>
/// <param name="loop">Makes the loop of a box.</param>
internal sealed class Daemon(RunSettings settings, ISource source, FirstState first, Fleet fleet, Func<string, BoxLoop> loop) : IDisposable
{
    private const string Following = "the desired state";

    /// <summary>Longer than all deadlines of one look at a source together.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, Task> loops = new(StringComparer.Ordinal);

    /// <summary>What is known of the boxes.</summary>
    public required StatusBoard Board { get; init; }

    /// <summary>What is remembered of the boxes.</summary>
    public required StateStore Store { get; init; }

    public required ReconcilerMetrics Metrics { get; init; }

    /// <summary>Where it is told how it stands with the source.</summary>
    public required SourceReporter Reporter { get; init; }

    /// <summary>What follows the source.</summary>
    public required StateFollower Follower { get; init; }

    /// <summary>Makes what answers people.</summary>
    public required Func<Daemon, ControlHandler> Control { get; init; }

    /// <summary>Where each loop shows that it goes on.</summary>
    public required Heartbeats Heartbeats { get; init; }

    public required ServiceManager Manager { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Goes on until told to stop; a change under way is finished first. Everything that it opened is closed then.</summary>
    public async Task Run(CancellationToken stoppingToken)
    {
        await using var metrics = settings.Metrics is { } endpoint
            ? await MetricsServer.Start(endpoint, Metrics.Registry, stoppingToken)
            : null;
        Logger.Started(BuildVersion.Text, source.Name, first.State.Boxes.Count, settings.Pace.Interval.TotalSeconds);
        await using var collecting = ManagedMemory.GiveBack(Time);
        using var woken = new SemaphoreSlim(0, 1);
        using var watch = source.Watch(() => Wake(woken));
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var serving = Serve(failed.Token);
        try
        {
            await Begin(failed.Token);
            while (true)
            {
                Heartbeats.Beat(Following, source.Interval + LongestLook);
                await woken.WaitAsync(source.Interval, failed.Token);

                // As a loop that failed does, it ends the daemon, so that systemd starts another.
                await (serving.IsCompleted ? serving : Task.CompletedTask);
                await InTurn(() => Follow(failed.Token), failed.Token);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Logger.Stopping();
        }
        finally
        {
            await failed.CancelAsync();
            Heartbeats.End(Following);
            await Task.WhenAll(loops.Values.Append(serving));
        }
    }

    /// <summary>The daemon and its boxes, now.</summary>
    public FleetStatus Status()
    {
        var known = Board.Now.Boxes.ToDictionary(b => b.Box, StringComparer.Ordinal);
        return new FleetStatus(
            BuildVersion.Text,
            source.Name,
            fleet.Revision,
            Follower.SourceProblem,
            Time.GetUtcNow(),
            [.. fleet.Names.Select(n => known.GetValueOrDefault(n) ?? new BoxStatus { Box = n, DesiredRevision = fleet.Revision })])
        {
            IsRefused = Follower.IsRefused,
        };
    }

    /// <summary>Asks the source of the desired state now, then lets every box be looked at; says which revision is in force.</summary>
    public async Task<string> Sync(CancellationToken cancellation)
    {
        await InTurn(() => Follow(cancellation), cancellation);
        fleet.Hurry();
        return Follower.Words;
    }

    public void Dispose() => turn.Dispose();

    private async Task Serve(CancellationToken stopping)
    {
        if (settings.Control is { } path)
        {
            var answering = new ControlSocket(path, Control(this).Answer, Logger, Time).Serve(stopping);
            await await Task.WhenAny(answering, ReportStatus(stopping)); // neither ends before the daemon does
        }
        else
        {
            await ReportStatus(stopping);
        }
    }

    private async Task ReportStatus(CancellationToken stopping)
    {
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, Time, stopping);
        while (!stopping.IsCancellationRequested)
        {
            var (boxes, changed) = Board.Now;
            var (revision, _, accepted) = fleet.Of("");
            var inSync = boxes.Count(b => b.Verdict == Verdict.Converged);
            Manager.Status(revision.Length == 0 ? "starting: no desired state is in force yet"
                : $"revision {RevisionName.Short(revision)}: {inSync} of {BoxCount.Words(fleet.Names.Count)} in sync"
                + (boxes.Count(b => b.Verdict == Verdict.Failed) is var bad and > 0 ? $", {bad} failed" : "")
                + (boxes.Count(b => b.Suspended is not null) is var held and > 0 ? $", {held} suspended" : ""));
            await Task.WhenAny(changed, accepted, stopped);
        }
    }

    private async Task InTurn(Func<Task> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Begin(CancellationToken stopping)
    {
        if (first.InsteadOf is { } cause)
        {
            Reporter.StartedWithLastGood(first.Revision.Id, cause);
        }

        Take(first.Revision.Id, first.State, stopping);
        Manager.Ready();
        await Follower.Accept(first.Revision, stopping);
        if (first.InsteadOf is not null)
        {
            // So that what is wrong with the newest revision shows in log and metrics from the start.
            await InTurn(() => Follow(stopping), stopping);
        }
    }

    private async Task Follow(CancellationToken stopping)
    {
        foreach (var (name, ended) in loops.Where(l => l.Value.IsCompleted).ToList())
        {
            await ended; // one that failed ends the daemon, so that systemd starts another: no box is left without care in silence
            loops.Remove(name);
        }

        if (await Follower.Fetch(stopping) is var (revision, accepted))
        {
            Take(revision.Id, accepted, stopping);
        }
    }

    private void Take(string revision, DesiredState accepted, CancellationToken stopping)
    {
        var boxes = accepted.Boxes.Where(b => settings.Named.Count == 0 || settings.Named.Contains(b.Name, StringComparer.Ordinal))
            .ToList();
        Logger.RevisionAccepted(RevisionName.Short(revision), boxes.Count);
        fleet.Accept(revision, boxes);
        Store.Only(accepted.Boxes.Select(b => b.Name));
        foreach (var box in boxes.Where(b => !loops.TryGetValue(b.Name, out var running) || running.IsCompleted))
        {
            Board.Expect(box.Name, box.Address, revision);
            loops[box.Name] = Task.Run(() => loop(box.Name).Run(stopping), CancellationToken.None);
        }
    }

    private static void Wake(SemaphoreSlim woken)
    {
        try
        {
            woken.Release();
        }
        catch (Exception already) when (already is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody has woken it already, or the daemon is stopping: either way there is nothing left to wake.
        }
    }
}
