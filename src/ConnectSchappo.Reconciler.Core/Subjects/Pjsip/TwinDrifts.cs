using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Objects of ours that another source than pjsip.conf makes too: a wizard, or a database that sorcery.conf names. Asterisk works with the
/// first one that it finds, which is ours, and whoever lived on the other is cut off. Source: Asterisk 16.28, tried.
/// </summary>
internal static class TwinDrifts
{
    // Where ours is in force already, the other one keeps nothing of PJSIP from being healed; as a whole it is what must not be added.
    private const string Source = "source";

    public static IEnumerable<Drift> Find(BoxView box)
    {
        var wizards = Wizards.Of(box.Files).ToLookup(w => w.Name, StringComparer.Ordinal);
        var view = box.Of(PjsipSubject.Config);
        foreach (var wanted in box.Desired.Pjsip)
        {
            var wizard = Wizards.Makes(wanted.Type) ? wizards[wanted.Name].FirstOrDefault() : null;
            var isListedTwice = box.Seen.Memory.Twice.Contains((wanted.Type, wanted.Name));
            if (wizard is null && !isListedTwice)
            {
                continue;
            }

            yield return new Drift
            {
                Kind = DriftKind.Foreign,
                Resource = PjsipId.Of(wanted),
                Field = view.SectionsNow.Objects(wanted.Type, wanted.Name).Any(view.IsOwn) ? Source : "",
                Desired = LayerWords.OnlyOurs,
                File = wizard is null ? null : (Message)$"also defined by a wizard",
                Memory = isListedTwice ? (Message)$"listed twice" : null,
                Place = wizard?.Place,
                Remediation = Remediation.Manual,
                Consequence = Consequence(wanted, wizard?.Place),
            };
        }
    }

    private static Message Consequence(PjsipObject wanted, ConfPlace? wizard)
    {
        Message cut = $"of two {wanted.Type.TypeName()}s of one name Asterisk uses ours, in {Path.GetFileName(PjsipSubject.Config.Own)}, "
            + $"and users of the other lose service";
        return wizard is { } place
            ? $"{cut}: remove [{wanted.Name}] from {place}, or remove {wanted.Name} from the desired state"
            : (Message)($"{cut}: find the other one ({ConfigFile.Directory}/sorcery.conf names the sources of PJSIP's objects) "
                + $"and remove it there, or remove {wanted.Name} from the desired state");
    }
}
