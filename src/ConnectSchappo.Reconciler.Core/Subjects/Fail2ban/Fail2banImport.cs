using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>
/// fail2ban's whitelist as a desired state says it. That has one list for all jails: where they differ, or where the web interface wrote
/// them, a person decides.
/// </summary>
internal static class Fail2banImport
{
    // Issabel's page writes it anew at each save. Source: IssabelFoundation/security, IssabelF2Bservice.class.php.
    private const string Generated = $"{Fail2banSubject.Directory}jail.d/issabel.conf";

    public static Imported Of(ImportedBox box)
    {
        EquatableArray<string> keys = [Fail2banSubject.Instance.Name, "ignoreip"];
        var tree = JailLists.AsTheyAre(box.Seen);
        if (!tree.IsValid || box.Seen.Unseen.Keys.Any(p => p.StartsWith(Fail2banSubject.Directory, StringComparison.Ordinal)))
        {
            return Imported.Nothing; // what was not read may have another list
        }

        var lists = tree.Enabled.Select(j => (Jail: j, List: tree.Effective(j, "ignoreip"))).Where(j => j.List is { Words.IsEmpty: false })
            .Select(j => (j.Jail, List: j.List!)).ToList();
        var isOne = lists.DistinctBy(j => JailLists.Text(j.List.Words), StringComparer.Ordinal).Count() == 1;
        if (isOne && lists.Exists(j => j.List.Place.Path != Generated))
        {
            return Imported.Of(lists[0].List.Words.Select(
                w => new ImportedEntry(keys, new ImportedValue.Item(w)) { From = lists[0].List.Place }));
        }

        // Not one jail has less by this than it has now.
        var all = lists.SelectMany(j => j.List.Words).DistinctBy(Network.Canonical, StringComparer.Ordinal);
        return lists.Count == 0 ? Imported.Nothing : Imported.Of(
            [],
            new ImportedRemark(
                isOne
                    ? (Message)$"The web interface wrote the whitelist of fail2ban's jails, and it stays with it:"
                    : $"The jails of fail2ban have different whitelists, and stay as they are. A desired state has one list for all jails:",
                [
                    .. lists.GroupBy(j => JailLists.Text(j.List.Words), StringComparer.Ordinal).Select(
                        g => (Message)$"{Listing.Of(g.Select(j => j.Jail), 20)}: {g.Key}"),
                    $"To protect all of these in every jail, write: fail2ban: {{ignoreip: {YamlLines.Flow(all)}}}",
                ]));
    }
}
