using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>What a command prints of the daemon's answer with <c>--output json</c>: a shape that only grows.</summary>
internal sealed record ControlAnswer
{
    public int Version { get; init; } = ControlProtocol.Version;

    /// <summary>The exit code of the command; null where it depends on nothing in the answer.</summary>
    public int? ExitCode { get; init; }

    public string? Text { get; init; }

    public FleetStatus? Status { get; init; }

    public IReadOnlyList<HistoryEntry>? History { get; init; }
}
