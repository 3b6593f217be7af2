using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Secrets;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What every box's loop shares.</summary>
internal sealed record BoxLoopParts(
    IBoxLines Lines, SecretStore Secrets, ReconcilerMetrics Metrics, ILogger Logger, TimeSpan Interval, Random Random, TimeProvider Time)
{
    public required StatusBoard Board { get; init; }

    public required History History { get; init; }

    public required Suspensions Suspensions { get; init; }

    public required Remembrance Remembrance { get; init; }

    public BoxOrders Orders { get; } = new();

    public required Beats Beats { get; init; }
}
