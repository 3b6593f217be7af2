using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>PJSIP's objects with those that are held as they are kept, and without whoever names one that is not there.</summary>
internal static class HeldPjsipObjects
{
    public static DesiredBox Keep(DesiredBox box, HeldObjects held)
    {
        var objects = new List<PjsipObject>();
        var gone = new HashSet<ResourceId>();
        foreach (var item in box.Pjsip)
        {
            var name = PjsipId.Of(item);
            if (!held.Contains(name))
            {
                objects.Add(item);
            }
            else if (held.Kept(name) is { } kept)
            {
                objects.Add(As(name, kept, item));
            }
            else
            {
                gone.Add(name);
            }
        }

        // Nobody asks for them any more, and taking them away did not work.
        var asked = box.Pjsip.Select(PjsipId.Of).ToHashSet();
        objects.AddRange(held.All.OfType<PjsipId>().Where(o => !asked.Contains(o))
            .SelectMany(o => held.Kept(o) is { } kept ? [As(o, kept, null)] : Array.Empty<PjsipObject>()));

        // Whoever names an object that is not there does not work either.
        while (objects.FindIndex(o => NamesOneOf(box.Catalogue, gone, o)) is >= 0 and var at)
        {
            var name = PjsipId.Of(objects[at]);
            if (held.Kept(name) is { } kept && As(name, kept, objects[at]) is { } before && !NamesOneOf(box.Catalogue, gone, before))
            {
                objects[at] = before;
            }
            else
            {
                objects.RemoveAt(at);
                gone.Add(name);
            }
        }

        return box.With(new DesiredPjsip { Objects = objects.OrderBy(o => o.Type).ToEquatableArray() })
            .WithSipAbsent(box.SipAbsent.Where(p => !gone.Contains(new PjsipId(PjsipType.Endpoint, p))).ToEquatableArray());
    }

    private static bool NamesOneOf(AsteriskCatalogue catalogue, HashSet<ResourceId> gone, PjsipObject item) =>
        gone.Count > 0 && catalogue[item.Type].References.Any(r => item[r.Option]?.ToString() is { } names
            && names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Any(n => gone.Contains(new PjsipId(r.To, n))));

    private static PjsipObject As(PjsipId name, OwnObject held, PjsipObject? asked) =>
        new(name.Type, name.Section, HeldObjects.Options(held, asked?.Options ?? []), asked?.Place ?? default);
}
