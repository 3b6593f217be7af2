namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>Sections for the boxes that have every label of its match.</summary>
internal sealed record StatedGroup(string Name, EquatableArray<KeyValuePair<string, string>> Match, StatedSections Sections, YamlPlace Place)
{
    public bool Matches(StatedBox box) => !Match.IsEmpty && Match.All(m => box.Labels.Contains(m));
}
