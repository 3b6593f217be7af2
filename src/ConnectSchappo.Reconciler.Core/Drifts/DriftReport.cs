namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Everything that differs on a box, and everything that could not be seen: a box with a blind spot is not in sync.</summary>
public sealed record DriftReport(EquatableArray<Drift> Drifts, EquatableArray<string> Unknown)
{
    /// <summary>What differs and is left alone, with why; it does not count.</summary>
    public EquatableArray<IgnoredDrift> Ignored { get; init; }

    public bool InSync => Drifts.IsEmpty && Unknown.IsEmpty;
}
