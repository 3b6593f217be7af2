using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Serving;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// The daemon: a loop a box, and one that follows the desired state. A new version that is refused, or a file that is gone, leaves
/// the last good one in force and is told.
/// </summary>
internal sealed class Daemon : IDisposable
{
    private const string Following = "the desired state";

    /// <summary>Longer than all deadlines of one look at a source together.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(5);

    private readonly RunSettings settings;
    private readonly ISource source;
    private readonly FirstState first;
    private readonly BoxLoopParts parts;
    private readonly ServiceManager manager;
    private readonly Fleet fleet = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, Task> loops = new(StringComparer.Ordinal);
    private readonly SourceReporter reporter;
    private readonly StateFollower follower;

    public Daemon(RunSettings settings, ISource source, FirstState first, BoxLoopParts parts, ServiceManager manager)
    {
        (this.settings, this.source, this.first, this.parts, this.manager) = (settings, source, first, parts, manager);
        reporter = new SourceReporter(parts.Logger, parts.Metrics, parts.Time);
        follower = new StateFollower(source, reporter);
    }

    /// <summary>Goes on until told to stop; a change under way is finished first. Everything that it opened is closed then.</summary>
    public async Task Run(CancellationToken stoppingToken)
    {
        await using var metrics = settings.Metrics is { } endpoint ? await MetricsServer.Start(endpoint, parts.Metrics.Registry, stoppingToken) : null;
        parts.Logger.Started(BuildVersion.Text, source.Name, first.State.Boxes.Count, settings.Interval.TotalSeconds);
        using var told = new SemaphoreSlim(0, 1);
        using var watch = source.Watch(() => Wake(told));
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var serving = Serve(failed.Token);
        try
        {
            await Begin(failed.Token);
            while (true)
            {
                parts.Beats.Beat(Following, source.Interval + LongestLook);
                await told.WaitAsync(source.Interval, failed.Token);
                await (serving.IsCompleted ? serving : Task.CompletedTask); // as a loop that failed does, it ends the daemon, so that systemd starts another
                await InTurn(() => Follow(failed.Token), failed.Token);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            parts.Logger.Stopping();
        }
        finally
        {
            await failed.CancelAsync();
            parts.Beats.End(Following);
            await Task.WhenAll(loops.Values.Append(serving));
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task Serve(CancellationToken stopping)
    {
        if (settings.Control is { } path)
        {
            var desk = new ControlDesk(fleet, parts, Status, Sync);
            var answering = new ControlSocket(path, desk.Answer, parts.Logger, parts.Time).Serve(stopping);
            await await Task.WhenAny(answering, TellManager(stopping)); // neither ends before the daemon does
        }
        else
        {
            await TellManager(stopping);
        }
    }

    private async Task TellManager(CancellationToken stopping)
    {
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, parts.Time, stopping);
        while (!stopping.IsCancellationRequested)
        {
            var (boxes, changed) = parts.Board.Now;
            var (revision, _, accepted) = fleet.Of("");
            manager.Status(revision.Length == 0 ? "starting: no desired state is in force yet"
                : $"revision {RevisionName.Short(revision)}: {boxes.Count(b => b.Verdict == Verdict.Converged)} of {fleet.Names.Count} box(es) in sync"
                + (boxes.Count(b => b.Verdict == Verdict.Failed) is var bad and > 0 ? $", {bad} failed" : "")
                + (boxes.Count(b => b.Suspended is not null) is var held and > 0 ? $", {held} suspended" : ""));
            await Task.WhenAny(changed, accepted, stopped);
        }
    }

    private FleetStatus Status()
    {
        var known = parts.Board.Now.Boxes.ToDictionary(b => b.Box, StringComparer.Ordinal);
        return new FleetStatus(
            BuildVersion.Text,
            source.Name,
            fleet.Revision,
            follower.Trouble,
            parts.Time.GetUtcNow(),
            [.. fleet.Names.Select(n => known.GetValueOrDefault(n) ?? new BoxStatus { Box = n, Wanted = fleet.Revision })])
        {
            IsRefused = follower.IsRefused,
        };
    }

    // What "reconciler sync" asks for: the source now, then every box.
    private async Task<string> Sync(CancellationToken cancellation)
    {
        await InTurn(() => Follow(cancellation), cancellation);
        fleet.Hurry();
        return follower.Words;
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
            reporter.StartedWithLastGood(first.Revision.Id, cause);
        }

        Take(first.Revision.Id, first.State, stopping);
        manager.Ready();
        await follower.Accept(first.Revision, stopping);
        if (first.InsteadOf is not null)
        {
            // So that what is wrong with the newest revision shows in log and metrics from the start.
            await InTurn(() => Follow(stopping), stopping);
        }
    }

    private async Task Follow(CancellationToken stopping)
    {
        foreach (var (name, loop) in loops.Where(l => l.Value.IsCompleted).ToList())
        {
            await loop; // one that failed ends the daemon, so that systemd starts another: no box is left without care in silence
            loops.Remove(name);
        }

        if (await follower.Look(stopping) is var (revision, accepted))
        {
            Take(revision.Id, accepted, stopping);
        }
    }

    private void Take(string revision, DesiredState accepted, CancellationToken stopping)
    {
        var boxes = accepted.Boxes.Where(b => settings.Limit.Count == 0 || settings.Limit.Contains(b.Name, StringComparer.Ordinal)).ToList();
        parts.Logger.RevisionAccepted(RevisionName.Short(revision), boxes.Count);
        fleet.Accept(revision, boxes);
        parts.Remembrance.Only(accepted.Boxes.Select(b => b.Name));
        foreach (var box in boxes.Where(b => !loops.TryGetValue(b.Name, out var loop) || loop.IsCompleted))
        {
            parts.Board.Began(box.Name, box.Address, revision);
            loops[box.Name] = Task.Run(() => new BoxLoop(box.Name, fleet, parts).Run(stopping), CancellationToken.None);
        }
    }

    private static void Wake(SemaphoreSlim told)
    {
        try
        {
            told.Release();
        }
        catch (Exception already) when (already is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody has woken it already, or the daemon is stopping: either way there is nothing left to wake.
        }
    }
}
