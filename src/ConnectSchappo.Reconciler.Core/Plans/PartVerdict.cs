using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>What an observation after a change says of one part of it.</summary>
public sealed record PartVerdict
{
    /// <summary>What the part set out to change is so, and nothing of its subject is worse than before.</summary>
    public bool IsProved => Missing.IsEmpty;

    /// <summary>What is not as it should be, a few words each; nothing where it is proved.</summary>
    public required EquatableArray<Message> Missing { get; init; }

    /// <summary>The objects that are to blame, where what is missing is theirs alone.</summary>
    public required IReadOnlySet<ResourceId> Blamed { get; init; }

    /// <summary>Whether somebody has changed the files meanwhile: what differs now is another plan's matter.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>Whether Asterisk refused it in so many words, so that waiting longer brings nothing.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether something is worse than before that no single object is to blame for: then the part as a whole is.</summary>
    public required bool IsWorse { get; init; }
}
