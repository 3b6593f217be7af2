using System.Reflection;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Sources;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// The daemon: a loop a box, and one that follows the desired state. A new version that is refused, or a file that is gone, leaves
/// the last good one in force and is told.
/// </summary>
internal sealed class Daemon(RunSettings settings, ISource source, FirstState first, BoxLoopParts parts) : BackgroundService
{
    private readonly Fleet fleet = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, Task> loops = new(StringComparer.Ordinal);
    private readonly SourceReporter reporter = new(parts.Logger, parts.Metrics, parts.Time);

    public static string Version { get; } =
        typeof(Daemon).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var metrics = settings.MetricsPort == 0 ? null
            : new KestrelMetricServer("127.0.0.1", settings.MetricsPort, registry: parts.Metrics.Registry);
        metrics?.Start();
        parts.Logger.Started(Version, source.Name, first.State.Boxes.Count, settings.Interval.TotalSeconds);
        var follower = new StateFollower(source, reporter);
        using var told = new SemaphoreSlim(0, 1);
        using var watch = source.Watch(() => Wake(told));
        var control = settings.Control is { } path
            ? new ControlSocket(path, token => Sync(follower, token, stoppingToken), parts.Logger, parts.Time).Serve(stoppingToken)
            : Task.CompletedTask;
        try
        {
            await Begin(follower, stoppingToken);
            while (true)
            {
                await told.WaitAsync(source.Interval, stoppingToken);
                await InTurn(() => Follow(follower, stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            parts.Logger.Stopping();
        }

        await Task.WhenAll(loops.Values.Append(control));
    }

    // What "reconciler sync" asks for: the source now, then every box.
    private async Task<string> Sync(StateFollower follower, CancellationToken cancellation, CancellationToken stopping)
    {
        await InTurn(() => Follow(follower, stopping), cancellation);
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

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    private async Task Begin(StateFollower follower, CancellationToken stopping)
    {
        if (first.InsteadOf is { } cause)
        {
            reporter.StartedWithLastGood(first.Revision.Id, cause);
        }

        Take(first.Revision.Id, first.State, stopping);
        await follower.Accept(first.Revision, stopping);
        if (first.InsteadOf is not null)
        {
            // So that what is wrong with the newest revision shows in log and metrics from the start.
            await Follow(follower, stopping);
        }
    }

    private async Task Follow(StateFollower follower, CancellationToken stopping)
    {
        foreach (var name in loops.Where(l => l.Value.IsCompleted).Select(l => l.Key).ToList())
        {
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
        foreach (var box in boxes.Where(b => !loops.TryGetValue(b.Name, out var loop) || loop.IsCompleted))
        {
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
