using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Objects of PJSIP that run now and would not run after the next start: a reload keeps what it had where it does not take the files, a
/// start has nothing. Source: Asterisk 16.28, each tried.
/// </summary>
internal static class PjsipStartLosses
{
    /// <param name="box">The box.</param>
    /// <param name="sections">The sections that the next start reads; null where its files cannot be read.</param>
    public static IEnumerable<Message> Find(BoxView box, SectionIndex? sections) =>
        (sections is null ? [] : Twice(box, sections).Concat(Refused(box, sections)))
            .Concat(Beside(box)).Concat(TransportCertificateDrifts.NotKnownAtStart(box));

    /// <summary>Whether there is something of a kind. What is not known may be there.</summary>
    public static bool Holds(Fact<ImmutableHashSet<string>> names) => !names.TryGet(out var known) || !known.IsEmpty;

    // A reload keeps an object as it was where it does not take the new one; a start has only what the file says. What was written since
    // may be right.
    private static IEnumerable<Message> Refused(BoxView box, SectionIndex sections) =>
        from said in box.Seen.Complaints
        where said is { Id: not null, Type: not null } && box.Seen.Memory.Reloaded.TryGet(out var reloaded) && said.Time >= reloaded
        let type = PjsipTypes.Named(said.Type!)
        where type is not null && IsThere(box, type.Value, said.Id!)
        let place = sections.Objects(type.Value, said.Id!).FirstOrDefault()?.Place
        where place is not null && !(box.Seen.Files.GetValueOrDefault(place.Value.Path)?.Changed?.DateTime > said.Time)
        select (Message)($"pjsip: Asterisk refused {said.Type} {said.Id} at its last reload and keeps the old one; "
            + $"the next start has no such object: correct {place}");

    private static bool IsThere(BoxView box, PjsipType type, string name) => type switch
    {
        PjsipType.Endpoint => box.Seen.Memory.EndpointNames.TryGet(out var names) && names.Contains(name),
        PjsipType.Transport => box.Seen.Memory.TransportNames.TryGet(out var names) && names.Contains(name),
        _ => box.Seen.Memory.Of(type).TryGet(out var objects) && objects.ContainsKey(name),
    };

    // Of a type with two of one id a start makes no object at all.
    private static IEnumerable<Message> Twice(BoxView box, SectionIndex sections) =>
        from type in Enum.GetValues<PjsipType>()
        where Has(box, type)
        let twins = sections.Objects(type).GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any())?.ToList()
        where twins is not null
        select (Message)($"pjsip: {type.TypeName()} {twins[0].Name} is defined at {twins[0].Place} and at {twins[1].Place}: "
            + $"with a duplicate Asterisk loads no {type.TypeName()} at its next start: remove one of the two");

    private static bool Has(BoxView box, PjsipType type)
    {
        var memory = box.Seen.Memory;
        return type switch
        {
            PjsipType.Endpoint => Holds(memory.EndpointNames),
            PjsipType.Transport => Holds(memory.TransportNames),
            PjsipType.Auth or PjsipType.Aor =>
                !memory.Of(type).TryGet(out var known) || !known.IsEmpty || memory.AskedByName(PjsipObjectsQuestion.Of(type)) is not null,
            _ => memory.Of(type).TryGet(out var objects)
                ? !objects.IsEmpty
                : box.HasChangedSinceTheStart(PjsipSubject.Instance.ConfigFile),
        };
    }

    // What defines PJSIP's objects besides its own chain.
    private static IEnumerable<Message> Beside(BoxView box)
    {
        var unreadable = box.Seen.Unreadable.TryGet(out var known) ? known : [];
        foreach (var path in PjsipSubject.Instance.FilesBeside
            .SelectMany(top => ConfTree.Load(box.Files, top).Files).Where(unreadable.Contains))
        {
            yield return $"pjsip: the next start of Asterisk loads nothing of what {path} defines, because Asterisk may not read it: "
                + $"chown --reference={PjsipSubject.Instance.ConfigFile.Top} {path}; chmod 640 {path}; touch {path}";
        }
    }
}
