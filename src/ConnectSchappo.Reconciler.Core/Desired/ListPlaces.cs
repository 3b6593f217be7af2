namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// Where the items of a box's lists stand, each in the order of its list. Any two are equal, so that a moved line is no difference
/// between two boxes.
/// </summary>
public sealed class ListPlaces : IEquatable<ListPlaces>
{
    public static ListPlaces None { get; } = new();

    public EquatableArray<YamlPlace> Preload { get; init; }

    public EquatableArray<YamlPlace> SipAbsent { get; init; }

    public EquatableArray<YamlPlace> IgnoreIp { get; init; }

    public bool Equals(ListPlaces? other) => other is not null;

    public override bool Equals(object? obj) => obj is ListPlaces;

    public override int GetHashCode() => 0;
}
