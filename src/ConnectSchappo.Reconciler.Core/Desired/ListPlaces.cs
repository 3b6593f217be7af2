namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// Where the items of a box's lists stand, each in the order of its list, and what else is checked once a box is whole. Any two are equal, so that a moved line is no difference
/// between two boxes.
/// </summary>
public sealed class ListPlaces : IEquatable<ListPlaces>
{
    public static ListPlaces None { get; } = new();

    public EquatableArray<YamlPlace> Preload { get; init; }

    public EquatableArray<YamlPlace> SipAbsent { get; init; }

    public EquatableArray<YamlPlace> IgnoreIp { get; init; }

    /// <summary>Where the policy names whom to register as; null where it does not.</summary>
    public YamlPlace? ProbeAs { get; init; }

    public bool Equals(ListPlaces? other) => other is not null;

    public override bool Equals(object? obj) => obj is ListPlaces;

    public override int GetHashCode() => 0;
}
