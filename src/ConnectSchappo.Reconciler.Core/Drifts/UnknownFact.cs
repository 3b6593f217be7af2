using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Something that could not be seen of a box.</summary>
/// <param name="Subject">Whose change cannot be verified without it.</param>
/// <param name="What">What it is, for a person.</param>
/// <param name="Why">Why it could not be seen; null where <paramref name="What"/> says it.</param>
public sealed record UnknownFact(Subject Subject, Message What, Message? Why = null)
{
    /// <summary>What it is and why, for a person.</summary>
    public Message Text => Why is null ? What : $"{What}: {Why}";

    /// <summary>By what it is the same again: the reason may hold a time or a count that changes.</summary>
    public (Subject Subject, Message What) Id => (Subject, What);
}
