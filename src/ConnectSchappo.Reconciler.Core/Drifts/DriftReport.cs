using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Everything that differs on a box, and everything that could not be seen: a box with a blind spot is not in sync.</summary>
public sealed record DriftReport(EquatableArray<Drift> Drifts, EquatableArray<UnknownFact> UnknownFacts)
{
    /// <summary>What could not be seen, a sentence each.</summary>
    public EquatableArray<Message> Unknown => UnknownFacts.Select(f => f.Text).Distinct().ToEquatableArray();

    /// <summary>What differs and is left alone, with why; it does not count.</summary>
    public EquatableArray<IgnoredDrift> Ignored { get; init; }

    public bool InSync => Drifts.IsEmpty && UnknownFacts.IsEmpty;

    /// <summary>
    /// The keys (<see cref="DriftId.Key"/>) of what memory holds otherwise than desired of a subject: once a change is undone, it may hold
    /// these otherwise again, and nothing else.
    /// </summary>
    public IEnumerable<string> HeldOtherwise(Subject subject) =>
        Drifts.Where(d => d.InMemory && d.Subject == subject).Select(d => d.Id.Key).Distinct(StringComparer.Ordinal);
}
