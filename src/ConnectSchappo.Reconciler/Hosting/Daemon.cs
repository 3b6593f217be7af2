using System.Reflection;
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
internal sealed class Daemon(RunSettings settings, Revision first, DesiredState state, BoxLoopParts parts) : BackgroundService
{
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);

    private readonly Fleet fleet = new();
    private readonly Dictionary<string, Task> loops = new(StringComparer.Ordinal);
    private readonly FileSource source = new(settings.DesiredState);
    private string inForce = "";
    private string? refused;

    public static string Version { get; } =
        typeof(Daemon).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var metrics = settings.MetricsPort == 0 ? null
            : new KestrelMetricServer("127.0.0.1", settings.MetricsPort, registry: parts.Metrics.Registry);
        metrics?.Start();
        parts.Logger.Started(Version, settings.DesiredState, state.Boxes.Count, settings.Interval.TotalSeconds);
        Accept(first.Id, state, stoppingToken);
        using var told = new SemaphoreSlim(0, 1);
        using var watch = source.Watch(() => Wake(told));
        try
        {
            while (true)
            {
                await told.WaitAsync(BetweenReads, stoppingToken);
                await Follow(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            parts.Logger.Stopping();
        }

        await Task.WhenAll(loops.Values);
    }

    private async Task Follow(CancellationToken stopping)
    {
        foreach (var name in loops.Where(l => l.Value.IsCompleted).Select(l => l.Key).ToList())
        {
            loops.Remove(name);
        }

        try
        {
            var revision = await source.Read(stopping);
            if (revision.Id == (refused ?? inForce))
            {
                return;
            }

            var reading = DesiredStateReader.Read(revision.File, revision.Text);
            if (reading.State is null)
            {
                Refuse(revision.Id, string.Join(' ', reading.Problems.Where(p => p.Severity == Severity.Error).Select(p => p.ToString()).Take(3)));
                return;
            }

            Accept(revision.Id, reading.State, stopping);
        }
        catch (SourceFailure failure)
        {
            Refuse(failure.Message, failure.Message);
        }
    }

    private void Accept(string revision, DesiredState accepted, CancellationToken stopping)
    {
        (inForce, refused) = (revision, null);
        var boxes = accepted.Boxes.Where(b => settings.Limit.Count == 0 || settings.Limit.Contains(b.Name, StringComparer.Ordinal)).ToList();
        parts.Metrics.StateAccepted(revision, parts.Time.GetUtcNow());
        parts.Logger.RevisionAccepted(revision, boxes.Count);
        fleet.Accept(revision, boxes);
        foreach (var box in boxes.Where(b => !loops.TryGetValue(b.Name, out var loop) || loop.IsCompleted))
        {
            loops[box.Name] = Task.Run(() => new BoxLoop(box.Name, fleet, parts).Run(stopping), CancellationToken.None);
        }
    }

    private void Refuse(string what, string cause)
    {
        if (refused != what)
        {
            refused = what;
            parts.Metrics.StateRefused();
            parts.Logger.RevisionRefused(inForce, cause);
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
