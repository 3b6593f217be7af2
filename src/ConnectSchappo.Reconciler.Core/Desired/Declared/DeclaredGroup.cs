namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Sections for the boxes that have every label of its match.</summary>
internal sealed record DeclaredGroup(
    string Name, EquatableArray<KeyValuePair<string, string>> Match, DeclaredSections Sections, SourceLocation Place)
{
    public bool Matches(DeclaredBox box) => !Match.IsEmpty && Match.All(m => box.Labels.Contains(m));
}
