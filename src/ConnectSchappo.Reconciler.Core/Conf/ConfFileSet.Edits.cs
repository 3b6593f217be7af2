namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Edits of a configuration as a whole, in the right file of its include chain.</content>
public sealed partial class ConfFileSet
{
    /// <summary>
    /// Gives a key of a section its value where that counts: in the line that decides now, be it in an included file; where there
    /// is none, or it is inherited, at the section's last header. Refused where that cannot be done, or where another line would
    /// still override it; then the reason says which.
    /// </summary>
    /// <param name="rule">What the module makes of the key where it stands more than once.</param>
    public ConfEdit SetKey(string topPath, string section, string key, string value, RepeatRule rule)
    {
        var tree = ConfTree.Load(this, topPath);
        if (tree.Find(section) is not { } found)
        {
            return ConfEdit.Refused(Find(tree.Path) ?? ConfDocument.Parse(tree.Path, default), $"{tree.Path} has no section [{section}]");
        }

        var deciding = tree.Provenance(section, key, rule).Entry;
        var header = deciding is { InheritedFrom: null } ? HeaderOf(deciding.Place) : found.Additions.Append(found.Place).MaxBy(p => Order(tree, p));
        if (header is not { } at || Find(at.Path) is not { } document)
        {
            return ConfEdit.Refused(Find(deciding!.Place.Path)!, $"{deciding.Place} stands under no header of its own file");
        }

        var edit = document.SetKey(s => s.Place == at, key, value);
        if (edit.Refusal is not null)
        {
            return edit;
        }

        var after = ConfTree.Load(With(edit.Document), topPath);
        return after.IsValid && after.Provenance(section, key, rule).Entry?.Value == value
            ? edit
            : ConfEdit.Refused(document, $"it would have no effect: {after.Provenance(section, key, rule)}");
    }

    private ConfPlace? HeaderOf(ConfPlace place) =>
        Find(place.Path)?.Sections.Where(s => s.Entries.Any(e => e.Place == place)).Select(s => (ConfPlace?)s.Place).FirstOrDefault();

    private static (int File, int Line) Order(ConfTree tree, ConfPlace place) => (tree.Files.ToList().IndexOf(place.Path), place.Line);
}
