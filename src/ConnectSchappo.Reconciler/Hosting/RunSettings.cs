namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What the daemon was told at its start.</summary>
/// <param name="Limit">The boxes to look after; empty for all.</param>
/// <param name="Interval">The time between two looks at a box, before jitter.</param>
/// <param name="Control">The path of the Unix socket for commands; null for none.</param>
/// <param name="MetricsPort">The port on 127.0.0.1 for Prometheus; 0 for none.</param>
internal sealed record RunSettings(IReadOnlyList<string> Limit, TimeSpan Interval, int MetricsPort, string? Control);
