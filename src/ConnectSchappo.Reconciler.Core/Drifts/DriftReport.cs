namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Everything that differs on a box, and everything that could not be seen: a box with a blind spot is not in sync.</summary>
public sealed record DriftReport(EquatableArray<Drift> Drifts, EquatableArray<string> Unknown)
{
    /// <summary>What differs and is left alone, with why; it does not count.</summary>
    public EquatableArray<IgnoredDrift> Ignored { get; init; }

    public bool InSync => Drifts.IsEmpty && Unknown.IsEmpty;

    /// <summary>
    /// The subjects of what Asterisk's memory holds otherwise than desired: once a change is undone, it may hold these otherwise
    /// again, and nothing else.
    /// </summary>
    public IEnumerable<string> HeldOtherwise => Drifts.Where(d => d is { Chain: not null, InMemory: true }).Select(d => d.Subject).Distinct(StringComparer.Ordinal);
}
