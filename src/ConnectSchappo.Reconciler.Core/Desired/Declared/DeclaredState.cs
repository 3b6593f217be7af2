namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>The whole file as it was written, before anything is merged.</summary>
internal sealed record DeclaredState(
    EquatableArray<DeclaredBox> Boxes,
    EquatableArray<DeclaredGroup> Groups,
    DeclaredSections Sections);
