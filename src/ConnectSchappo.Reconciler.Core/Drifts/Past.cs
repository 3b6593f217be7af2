using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What no observation of a box can tell: what was tried there, what waits there, and what somebody reverts there.</summary>
public sealed record Past
{
    public static Past None { get; } = new();

    /// <summary>The moment for which is decided.</summary>
    public DateTimeOffset Now { get; init; }

    public EquatableArray<QuarantineEntry> Quarantine { get; init; }

    /// <summary>Whether a person asks for what is in quarantine all the same.</summary>
    public bool OverridesQuarantine { get; init; }

    /// <summary>Our files as they were confirmed last, as far as they are known. They may hold secrets.</summary>
    public IReadOnlyDictionary<Subject, ReadOnlyMemory<byte>> Confirmed { get; init; } =
        FrozenDictionary<Subject, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Subjects with a change that is neither confirmed nor undone, and why nothing else is changed there.</summary>
    public IReadOnlyDictionary<Subject, Message> Unfinished { get; init; } = FrozenDictionary<Subject, Message>.Empty;

    /// <summary>The objects that somebody else puts back again and again.</summary>
    public IReadOnlySet<ResourceId> Contested { get; init; } = FrozenSet<ResourceId>.Empty;
}
