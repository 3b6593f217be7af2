using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Something that was done, by us or by a person through us. Nothing in it is a secret.</summary>
/// <remarks>
/// What JSON leaves out is null to the code that reads it: System.Text.Json generates one that sets every member, whatever it begins with.
/// </remarks>
internal sealed record HistoryEntry
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>The box; null where it was about the daemon.</summary>
    public string? Box { get; init; }

    public required HistoryEvent Event { get; init; }

    public string? Revision { get; init; }

    /// <summary>The id of the transaction; of the last one where a round had more; null where there was none.</summary>
    public string? Transaction { get; init; }

    /// <summary>Who did it; null for the daemon by itself.</summary>
    public string? By { get; init; }

    /// <summary>Why: what differed, or what a person said.</summary>
    public IReadOnlyList<string> Why { get; init => field = value ?? []; } = [];

    /// <summary>What was done, in order, and how each step went.</summary>
    public IReadOnlyList<string> Steps { get; init => field = value ?? []; } = [];

    /// <summary>How each part ended, by its subject.</summary>
    public IReadOnlyDictionary<string, TransactionEvent>? Parts { get; init; }

    /// <summary>How the box was left.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double? Seconds { get; init; }
}
