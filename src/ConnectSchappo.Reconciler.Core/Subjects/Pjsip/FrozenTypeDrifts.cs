using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Two objects of one type and name among those of others: from then on Asterisk takes no change to any object of the type, ours
/// included, and at its next start it has none. Source: Asterisk 16.28, res_sorcery_config.c, tried.
/// </summary>
internal static class FrozenTypeDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        var view = box.Of(PjsipSubject.Config);
        foreach (var (type, ours) in box.Names)
        {
            var seen = new Dictionary<string, ConfSection>(StringComparer.Ordinal);
            foreach (var section in view.SectionsWanted.Objects(type).Where(s => !ours.Contains(s.Name)))
            {
                if (!seen.TryAdd(section.Name, section))
                {
                    yield return Twice(type, seen[section.Name], section);
                }
            }
        }
    }

    private static Drift Twice(PjsipType type, ConfSection first, ConfSection second) => new()
    {
        Kind = DriftKind.Foreign,
        Resource = new PjsipId(type, second.Name),
        Desired = $"defined once",
        File = $"defined at {first.Place} and at {second.Place}",
        Place = second.Place,
        Remediation = Remediation.Manual,
        Consequence = $"with a duplicate Asterisk accepts no change to any {type.TypeName()}, and its next start loads none: "
            + $"remove one of the two",
    };
}
