using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>The daemon's answer: one line of JSON, of a shape that only grows.</summary>
internal sealed record ControlReply
{
    /// <summary>Why an answer is none of the daemon's.</summary>
    public const string Stranger = "the socket is served by another program, or by another version of the daemon.";

    public int Version { get; init; } = ControlProtocol.Version;

    /// <summary>Why it was not done, and what to do; null where it was.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the time to wait ended before every box was done.</summary>
    public bool TimedOut { get; init; }

    /// <summary>What was done, for a person; or what a command prints.</summary>
    public string? Text { get; init; }

    /// <summary>How fresh the text is, for a person; null where that is no question.</summary>
    public string? Freshness { get; init; }

    /// <summary>The exit code of the command; null where it depends on nothing in the answer.</summary>
    public int? ExitCode { get; init; }

    public FleetStatus? Status { get; init; }

    public IReadOnlyList<HistoryEntry>? History { get; init; }

    /// <summary>What an inspection found.</summary>
    public ControlTable? Table { get; init; }

    public static ControlReply Failed(string error) => new() { Error = error };
}
