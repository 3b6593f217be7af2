using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// The desired state of a box with each object that is held as it was confirmed last, or as our file has it. All that follows (what
/// differs, what is written) is worked out from that, so that a held object is kept, and keeps nobody else from being changed.
/// </summary>
internal static class HeldObjects
{
    /// <param name="asked">What the desired state says.</param>
    /// <param name="holds">What of it is held.</param>
    /// <param name="confirmed">Our file of a subject as it was confirmed last; null where that is not known.</param>
    /// <param name="found">Our file of a subject as it is on the box; null where it is not there.</param>
    public static DesiredBox Keep(
        DesiredBox asked, IReadOnlyCollection<Hold> holds, Func<Subject, ReadOnlyMemory<byte>?> confirmed, Func<Subject, ReadOnlyMemory<byte>?> found)
    {
        var kept = asked;
        foreach (var ofSubject in holds.GroupBy(h => h.Subject))
        {
            var (subject, held) = (ofSubject.Key, ofSubject.ToLookup(h => h.Object));
            var now = OwnObjects.Read(subject, found(subject));
            var last = confirmed(subject) is { } text ? OwnObjects.Read(subject, text) : now;
            OwnObject? Source(ResourceId item) => (held[item].All(h => h.Kind == HoldKind.Quarantined) ? last : now).GetValueOrDefault(item);

            kept = subject == Subject.Pjsip ? Pjsip(kept, held, Source) : Whole(kept, subject, held, Source);
        }

        return kept;
    }

    private static DesiredBox Whole(DesiredBox box, Subject subject, ILookup<ResourceId, Hold> holds, Func<ResourceId, OwnObject?> source)
    {
        var peers = box.SipAbsent.Where(p => !holds.Contains(new ResourceId.SipPeer(p))).ToEquatableArray();
        var settings = new ResourceId.Settings(subject);
        if (!holds.Contains(settings))
        {
            return box with { SipAbsent = peers };
        }

        var options = source(settings)?.Options ?? [];
        EquatableArray<DesiredOption> Shared(EquatableArray<DesiredOption> asked) => options.Select(o => Option(o, asked)).ToEquatableArray();
        return subject == Subject.Http ? box with { Http = Shared(box.Http) }
            : subject == Subject.Rtp ? box with { Rtp = Shared(box.Rtp) }
            : subject == Subject.Sip ? box with { SipGeneral = Shared(box.SipGeneral), SipAbsent = peers }
            : subject == Subject.Modules ? box with { Preload = options.Where(o => o.Key == "preload").Select(o => o.Value).ToEquatableArray() }
            : subject == Subject.Fail2ban ? box with { IgnoreIp = options.FirstOrDefault(o => o.Key == "ignoreip").Value is { } words ? words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToEquatableArray() : null }
            : box;
    }

    private static DesiredBox Pjsip(DesiredBox box, ILookup<ResourceId, Hold> holds, Func<ResourceId, OwnObject?> source)
    {
        var objects = new List<PjsipObject>();
        var gone = new HashSet<ResourceId>();
        foreach (var item in box.Pjsip)
        {
            var name = ResourceId.Of(item);
            if (!holds.Contains(name))
            {
                objects.Add(item);
            }
            else if (source(name) is { } held)
            {
                objects.Add(As(name, held, item));
            }
            else
            {
                gone.Add(name);
            }
        }

        // Nobody asks for them any more, and taking them away did not work.
        var asked = box.Pjsip.Select(ResourceId.Of).ToHashSet();
        objects.AddRange(holds.Select(h => h.Key).OfType<ResourceId.Pjsip>().Where(o => !asked.Contains(o)).SelectMany(o => source(o) is { } held ? [As(o, held, null)] : Array.Empty<PjsipObject>()));

        // Whoever names an object that is not there does not work either.
        while (objects.FindIndex(o => NamesOneOf(box.Catalogue, gone, o)) is >= 0 and var at)
        {
            var name = ResourceId.Of(objects[at]);
            if (source(name) is { } held && As(name, held, objects[at]) is { } before && !NamesOneOf(box.Catalogue, gone, before))
            {
                objects[at] = before;
            }
            else
            {
                objects.RemoveAt(at);
                gone.Add(name);
            }
        }

        return box with
        {
            Pjsip = objects.OrderBy(o => o.Type).ToEquatableArray(),
            SipAbsent = box.SipAbsent.Where(p => !gone.Contains(new ResourceId.Pjsip(PjsipType.Endpoint, p))).ToEquatableArray(),
        };
    }

    private static bool NamesOneOf(AsteriskCatalogue catalogue, HashSet<ResourceId> gone, PjsipObject item) =>
        gone.Count > 0 && catalogue[item.Type].References.Any(r => item[r.Option]?.ToString() is { } names
            && names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Any(n => gone.Contains(new ResourceId.Pjsip(r.To, n))));

    private static PjsipObject As(ResourceId.Pjsip name, OwnObject held, PjsipObject? asked) =>
        new(name.Type, name.Section, held.Options.Select(o => Option(o, asked?.Options ?? [])).ToEquatableArray(), asked?.Place ?? default);

    private static DesiredOption Option(KeyValuePair<string, string> held, EquatableArray<DesiredOption> asked) =>
        new(held.Key, new DesiredValue.Text(held.Value), asked.FirstOrDefault(o => o.Name.Equals(held.Key, StringComparison.OrdinalIgnoreCase))?.Place ?? default);
}
