using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// The objects of PJSIP as a desired state says them: extensions in the short form where a profile fits, all others in the long one. Those
/// of the web interface stay with it, and so does what no desired state can say.
/// </summary>
internal static class PjsipImport
{
    public static Imported Of(ImportedBox box)
    {
        var tree = box.Tree(PjsipSubject.Config);
        var sections = tree.Sections.Where(s => !s.IsTemplate).Select(s => (Section: s, Type: s.Last("type")?.Value.Trim())).ToList();
        var found = sections.Where(s => s.Type is not null && PjsipTypes.Named(s.Type) is not null)
            .Select(s => FoundObject.Of(box, PjsipTypes.Named(s.Type!)!.Value, s.Section)).ToList();
        var ours = found.Where(o => o.Author != FileAuthor.Software).ToList();
        var unique = ours.DistinctBy(o => (o.Type, o.Name)).ToList();
        var sayable = unique.Where(o => o.Refusal is null).ToList();
        var byName = sayable.ToDictionary(o => (o.Type, o.Name));
        var extensions = new ExtensionLines(
            box,
            [
                .. sayable.Where(o => o.Type == PjsipType.Endpoint)
                    .Select(e => FoundExtension.Of(e, (type, name) => byName.GetValueOrDefault((type, name)))).OfType<FoundExtension>(),
            ]);
        var said = extensions.Said.SelectMany(e => e.Objects).Select(o => (o.Type, o.Name)).ToHashSet();
        return Imported.Of(
            extensions.Entries.Concat(sayable.Where(o => !said.Contains((o.Type, o.Name))).OrderBy(o => o.Type).Select(Entry)),
            new ImportedRemark($"Objects of PJSIP that the web interface wrote; they stay with it:", Named(found.Except(ours))),
            new ImportedRemark(
                $"Objects of PJSIP that are defined twice. Asterisk accepts no change to any object of the type: remove one of the two:",
                ours.Except(unique).Select(Line).ToEquatableArray()),
            new ImportedRemark(
                $"Objects of PJSIP that stay as they are:",
                unique.Where(o => o.Refusal is not null).Select(o => (Message)$"{Line(o)}: {o.Refusal}").ToEquatableArray()),
            new ImportedRemark(
                $"Sections of pjsip.conf that no desired state speaks of; they stay as they are:",
                sections.Where(s => s.Type is not null && PjsipTypes.Named(s.Type) is null)
                    .Select(s => (Message)$"{s.Type} {s.Section.Name} ({Place(s.Section.Place)})").ToEquatableArray()),
            new ImportedRemark(
                $"Wizards of {Path.GetFileName(Wizards.Path)}; they stay as they are:",
                Wizards.Of(box.Seen.Configuration).Select(w => (Message)$"{w.Name} ({Place(w.Place)})").ToEquatableArray()),
            SipPeersImport.Of(box));
    }

    private static ImportedEntry Entry(FoundObject found) => new(
        found.Type.IsSingle()
            ? [PjsipSubject.Config.Name, found.Type.Key()]
            : [PjsipSubject.Config.Name, found.Type.Key(), found.Name],
        new ImportedValue.Map(found.Options, IsFlow: false))
        {
            From = found.Section.Place,
        };

    // An extension of the web interface is three objects of one name, or nearly.
    private static EquatableArray<Message> Named(IEnumerable<FoundObject> found) => found.GroupBy(o => o.Name, StringComparer.Ordinal)
        .Select(g => (Message)$"{g.Key}: {Listing.Of(g.Select(o => o.Type.TypeName()))} ({Place(g.First().Section.Place)})")
        .ToEquatableArray();

    private static Message Line(FoundObject found) => $"{found.Type.TypeName()} {found.Name} ({Place(found.Section.Place)})";

    private static string Place(ConfPlace place) => $"{Path.GetFileName(place.Path)}:{place.Line}";
}
