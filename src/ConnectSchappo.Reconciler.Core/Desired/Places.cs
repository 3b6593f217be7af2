namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Where the items of a list stand, in its order. Any two are equal: a moved line is no difference between two boxes.</summary>
public sealed class Places(EquatableArray<SourceLocation> all) : IEquatable<Places>
{
    public static Places None { get; } = new([]);

    public EquatableArray<SourceLocation> All { get; } = all;

    public bool Equals(Places? other) => other is not null;

    public override bool Equals(object? obj) => obj is Places;

    public override int GetHashCode() => 0;
}
