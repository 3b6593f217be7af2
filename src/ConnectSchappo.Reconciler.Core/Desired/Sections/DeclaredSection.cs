using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>What one level of the file says of a section: the file itself (every box), a group, or a box.</summary>
internal abstract record DeclaredSection
{
    /// <summary>A later level over this one.</summary>
    /// <param name="later">What it says of the same section.</param>
    public abstract DeclaredSection With(DeclaredSection later);

    /// <summary>What all levels come to for a box.</summary>
    public abstract DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems);
}
