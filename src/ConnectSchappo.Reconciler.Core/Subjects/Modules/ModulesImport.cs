using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>
/// The preloads of modules.conf as a desired state says them; those that its own file gets by itself, for the sake of others, are not said.
/// </summary>
internal static class ModulesImport
{
    public static Imported Of(ImportedBox box)
    {
        var file = ModulesSubject.Config;
        var preloads = (box.Tree(file).Find(file.SharedSection!)?.All("preload") ?? [])
            .Where(e => box.AuthorOf(file, e.Place.Path) != FileAuthor.Software).DistinctBy(e => e.Value, StringComparer.Ordinal).ToList();
        var stated = preloads.Select(e => e.Value).ToEquatableArray();
        bool FollowsFromTheOthers(string module) =>
            LoadingOrder.Of([.. stated.Where(m => m != module)], box.Seen.Configuration, box.Seen.Unseen, box.Catalogue.HasChanSip)
                .Contains(module);
        return Imported.Of(preloads.Where(e => !FollowsFromTheOthers(e.Value)).Select(
            e => new ImportedEntry([ModulesSubject.Instance.Name, "preload"], new ImportedValue.Item(e.Value)) { From = e.Place }));
    }
}
