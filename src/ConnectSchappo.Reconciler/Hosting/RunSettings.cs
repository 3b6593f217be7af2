using ConnectSchappo.Reconciler.Reporting.Serving;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What the daemon was told at its start, or at its last reload.</summary>
internal sealed record RunSettings
{
    /// <summary>The boxes to look after; empty for all.</summary>
    public required IReadOnlyList<string> Named { get; init; }

    /// <summary>How often a box is looked at.</summary>
    public required Pace Pace { get; init; }

    /// <summary>Where Prometheus finds the metrics; null for nowhere.</summary>
    public required MetricsEndpoint? Metrics { get; init; }

    /// <summary>The path of the Unix socket for commands; null for none.</summary>
    public required string? Control { get; init; }

    /// <summary>Where history and suspensions are kept; null for nowhere.</summary>
    public required string? StateFolder { get; init; }
}
