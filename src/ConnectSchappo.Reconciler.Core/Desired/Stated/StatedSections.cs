using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>What one level of the file says: the file itself (every box), a group, or a box.</summary>
internal sealed record StatedSections
{
    public static StatedSections None { get; } = new();

    /// <summary>In the order of the list of sections, with null for each of which the level is silent; empty where it is of all.</summary>
    public EquatableArray<DeclaredSection?> Declared { get; init; }

    public StatedPolicy Policy { get; init; } = StatedPolicy.None;

    /// <summary>What it says of a section; null where it is silent.</summary>
    /// <param name="at">The section's place in the list.</param>
    public DeclaredSection? this[int at] => Declared.IsEmpty ? null : Declared[at];

    /// <summary>A later level over an earlier one.</summary>
    public static StatedSections Merge(StatedSections earlier, StatedSections later) => new()
    {
        Declared = earlier.Declared.IsEmpty ? later.Declared
            : later.Declared.IsEmpty ? earlier.Declared
            : earlier.Declared.Zip(later.Declared, Merge).ToEquatableArray(),
        Policy = StatedPolicy.Merge(earlier.Policy, later.Policy),
    };

    private static DeclaredSection? Merge(DeclaredSection? earlier, DeclaredSection? later) =>
        earlier is null ? later : later is null ? earlier : earlier.With(later);
}
