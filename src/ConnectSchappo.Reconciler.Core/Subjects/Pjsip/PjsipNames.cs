using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>PJSIP's objects by name, whoever's they are.</summary>
internal static class PjsipNames
{
    public static IEnumerable<NameList> Of(PjsipSubject subject, Observation seen)
    {
        var memory = seen.Memory;
        return
        [
            Of(subject, PjsipType.Endpoint, $"endpoints", Names(memory.EndpointNames), null),
            Of(subject, PjsipType.Transport, $"transports", Names(memory.TransportNames), null),
            Of(subject, PjsipType.Auth, $"auths", Names(memory.Auths), memory.AskedByName(PjsipObjectsQuestion.Of(PjsipType.Auth))),
            Of(subject, PjsipType.Aor, $"AORs", Names(memory.Aors), memory.AskedByName(PjsipObjectsQuestion.Of(PjsipType.Aor))),
        ];
    }

    /// <summary>Whether a file, a wizard or a database defines an object.</summary>
    public static Func<ResourceId, bool> Definitions(BoxView box)
    {
        var made = Wizards.Of(box.Files).SelectMany(w => Wizards.Made(w.Name)).ToHashSet();
        var fromDatabase = SorceryFile.Pjsip(box.Files) is not null;
        var sections = box.Of(PjsipSubject.Instance.ConfigFile).SectionsWanted;
        return name => name is not PjsipId item || fromDatabase || sections.Objects(item.Type, item.Section).Count > 0
            || made.Contains((item.Type, item.Section));
    }

    private static NameList Of(
        PjsipSubject subject, PjsipType type, Message what, Fact<IEnumerable<string>> names, ImmutableHashSet<string>? asked) =>
        NameList.Of(subject, what, names, known => known.Select(n => new PjsipId(type, n)), asked?.Select(n => new PjsipId(type, n)));

    private static Fact<IEnumerable<string>> Names(Fact<ImmutableDictionary<string, SorceryObject>> objects) =>
        objects.Select(known => known.Keys);

    private static Fact<IEnumerable<string>> Names(Fact<ImmutableHashSet<string>> names) =>
        names.Select(known => (IEnumerable<string>)known);
}
