namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>One option of a section, in Asterisk's own name, and where the desired state says so.</summary>
/// <remarks>Two options are equal when name and value are: a moved line is no change.</remarks>
public sealed record DesiredOption(string Name, DesiredValue Value, SourceLocation Place)
{
    /// <summary>The profile that says so, or null where it stands under the object itself.</summary>
    public string? Profile { get; init; }

    /// <summary>The group or the box that says so, as <c>group recife</c>, or null where the file says it for every box.</summary>
    public string? Level { get; init; }

    public bool Equals(DesiredOption? other) => other is not null && Name == other.Name && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Name, Value);
}
