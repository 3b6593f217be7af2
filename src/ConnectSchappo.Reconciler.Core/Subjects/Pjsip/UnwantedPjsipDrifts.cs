using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>Objects of ours that nobody wants any more: in our file, or in memory alone.</summary>
internal static class UnwantedPjsipDrifts
{
    // A transport that is gone from memory goes on to answer on its port, UDP and TCP, until a restart (tried on 16.28). Of Asterisk's open
    // sockets none says whose it was, and other channels, DNS and calls have theirs: so it is told when it goes, and not looked for after.
    // A reload that was lost leaves an endpoint in memory that no file defines any more.
    public static IEnumerable<Drift> Find(BoxView box)
    {
        foreach (var (type, section) in Removed(box))
        {
            yield return new Drift
            {
                Kind = PjsipDrifts.KindOf(type),
                Resource = new PjsipId(type, section.Name),
                Desired = LayerWords.Absent,
                File = LayerWords.Present,
                Place = section.Place,
                TakesEffect = PjsipTakesEffect.OfObject(type),
                Consequence = type is PjsipType.Endpoint or PjsipType.Aor or PjsipType.Auth ? $"it can still register and call"
                    : type is PjsipType.Transport
                    ? (Message)$"it is still active; a reload removes its name, but its port stays open until Asterisk's next start"
                    : $"it is still active",
            };
        }

        if (!box.Seen.Memory.EndpointNames.TryGet(out var names) || !IsWhole(box.Of(PjsipSubject.Config).Now)
            || UnseenFiles.HidesNames(box, PjsipSubject.Config) || OthersDefine(box))
        {
            yield break;
        }

        var view = box.Of(PjsipSubject.Config);
        bool IsDefined(string name) => view.SectionsNow.Objects(PjsipType.Endpoint, name).Count > 0
            || view.SectionsWanted.Objects(PjsipType.Endpoint, name).Count > 0;
        foreach (var name in names.Where(n => !IsDefined(n)).Order(StringComparer.Ordinal))
        {
            yield return new Drift
            {
                Kind = DriftKind.Endpoint,
                Resource = new PjsipId(PjsipType.Endpoint, name),
                Desired = LayerWords.Absent,
                Memory = LayerWords.Present,
                Consequence = $"no file defines it any more, but it can register and call until the next reload",
            };
        }
    }

    /// <summary>The names of our objects on the box that the desired state does not hold: what a plan would remove.</summary>
    public static IEnumerable<(PjsipType Type, ConfSection Section)> Removed(BoxView box)
    {
        var view = box.Of(PjsipSubject.Config);
        return from type in Enum.GetValues<PjsipType>()
               from section in view.SectionsNow.Objects(type)
               where view.IsOwn(section) && !box.Wants(type, section.Name)
               select (type, section);
    }

    // What Asterisk came to before somebody cut a file may be in its memory, and is not what the file says now.
    private static bool IsWhole(ConfTree tree) =>
        tree.IsValid && tree.Cuts.IsEmpty && !tree.Problems.Any(p => p.Severity >= ConfSeverity.Error);

    // Endpoints may come from elsewhere than pjsip.conf: a wizard, or a database by sorcery.conf. Then a name that no file of the
    // chain defines tells nothing.
    private static bool OthersDefine(BoxView box) =>
        Wizards.Of(box.Files).Count > 0
        || SorceryFile.Pjsip(box.Files)?.All("endpoint").Any() == true;
}
