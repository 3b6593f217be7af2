using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>What one level of the file says: the file itself (every box), a group, or a box.</summary>
internal sealed record DeclaredSections
{
    public static DeclaredSections None { get; } = new();

    /// <summary>In the order of the list of sections, with null for each of which the level is silent; empty where it is of all.</summary>
    public EquatableArray<DeclaredSection?> Declared { get; init; }

    public DeclaredPolicy Policy { get; init; } = DeclaredPolicy.None;

    /// <summary>The series of Asterisk that the boxes run; null where it is silent.</summary>
    public int? Asterisk { get; init; }

    /// <summary>What it says of a section; null where it is silent.</summary>
    /// <param name="at">The section's place in the list.</param>
    public DeclaredSection? this[int at] => Declared.IsEmpty ? null : Declared[at];

    /// <summary>A later level over an earlier one.</summary>
    public static DeclaredSections Merge(DeclaredSections earlier, DeclaredSections later) => new()
    {
        Declared = earlier.Declared.IsEmpty ? later.Declared
            : later.Declared.IsEmpty ? earlier.Declared
            : earlier.Declared.Zip(later.Declared, Merge).ToEquatableArray(),
        Policy = DeclaredPolicy.Merge(earlier.Policy, later.Policy),
        Asterisk = later.Asterisk ?? earlier.Asterisk,
    };

    private static DeclaredSection? Merge(DeclaredSection? earlier, DeclaredSection? later) =>
        earlier is null ? later : later is null ? earlier : earlier.With(later);
}
