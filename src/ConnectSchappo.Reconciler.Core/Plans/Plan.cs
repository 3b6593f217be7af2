using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>What will be done to a box, as data: what differs, the edits, the activations in order, and what is left to a person.</summary>
public sealed record Plan
{
    public required string Box { get; init; }

    public required string Revision { get; init; }

    public required DriftReport Report { get; init; }

    /// <summary>The files that it was made from, by path.</summary>
    public EquatableArray<SeenFile> Seen { get; init; }

    /// <summary>In the order in which they are written.</summary>
    public EquatableArray<FileEdit> Edits { get; init; }

    /// <summary>In the ladder's order, each at most once.</summary>
    public EquatableArray<PlannedActivation> Activations { get; init; }

    /// <summary>Why the plan may only be shown; null where it may be applied.</summary>
    public string? Withheld { get; init; }

    /// <summary>Why nothing, or not everything, is planned: cap, conflict, a stopped Asterisk.</summary>
    public EquatableArray<string> Blocked { get; init; }

    /// <summary>What only a person can do, with its place.</summary>
    public EquatableArray<string> ForPeople { get; init; }

    /// <summary>Things worth knowing that are no drift, such as a bad line in a file of others that costs us nothing.</summary>
    public EquatableArray<string> Notes { get; init; }

    public bool HasWork => !Edits.IsEmpty || !Activations.IsEmpty;
}
