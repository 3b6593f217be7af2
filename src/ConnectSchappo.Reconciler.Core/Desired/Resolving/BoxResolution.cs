using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Desired.Stated;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Resolving;

/// <summary>
/// Resolves the state for one box: the file, then its groups in their order, then its own sections, profiles expanded; and tells what of
/// the result cannot work.
/// </summary>
internal sealed class BoxResolution(StatedState state, AsteriskCatalogue catalogue, ProfileTable profiles, ProblemList problems)
{
    private readonly ExtensionExpansion extensions = new(catalogue, profiles, problems);

    // Boxes of the same groups that say nothing themselves differ by their address alone: a fleet of them is resolved, checked and held
    // in memory once.
    private readonly Dictionary<string, DesiredBox> alike = new(StringComparer.Ordinal);

    public DesiredBox Resolve(StatedBox box)
    {
        var groups = state.Groups.Where(g => g.Matches(box)).ToList();
        if (!ReferenceEquals(box.Sections, StatedSections.None))
        {
            return Named(box, Resolve(box, groups));
        }

        var key = string.Join('\n', groups.Select(g => g.Place));
        if (!alike.TryGetValue(key, out var resolved))
        {
            resolved = alike[key] = Resolve(box, groups);
        }

        return Named(box, resolved);
    }

    private static DesiredBox Named(StatedBox box, DesiredBox resolved) => resolved with
    {
        Name = box.Name,
        Address = box.Address?.Text ?? "",
        Port = box.Port,
        User = box.User?.Text ?? "",
        HostKey = box.HostKey,
        Labels = box.Labels,
    };

    private DesiredBox Resolve(StatedBox box, IEnumerable<StatedGroup> groups)
    {
        var sections = groups.Select(g => g.Sections).Append(box.Sections).Aggregate(state.Sections, StatedSections.Merge);
        var objects = Objects(sections);
        var absent = sections.SipAbsent.Concat(objects.Where(o => o.Type is PjsipType.Endpoint).Select(o => new Placed(o.Name, o.Place)))
            .DistinctBy(p => p.Text, StringComparer.Ordinal).ToEquatableArray();
        var resolved = new DesiredBox
        {
            Name = box.Name,
            Catalogue = catalogue,
            Address = "",
            User = "",
            Http = Resolved(sections.Http),
            Rtp = Resolved(sections.Rtp),
            Preload = sections.Preload.Select(m => m.Text).ToEquatableArray(),
            Pjsip = objects,
            SipGeneral = Resolved(sections.SipGeneral),
            SipAbsent = absent.Select(p => p.Text).ToEquatableArray(),
            IgnoreIp = sections.IgnoreIp?.Select(a => a.Text).ToEquatableArray(),
            Policy = sections.Policy.Resolved(),
            Places = new ListPlaces
            {
                Preload = Places(sections.Preload),
                SipAbsent = Places(absent),
                IgnoreIp = Places(sections.IgnoreIp ?? []),
                ProbeAs = sections.Policy.ProbeAs?.Place,
            },
        };
        BoxRules.Check(resolved, problems);
        return resolved;
    }

    private static EquatableArray<YamlPlace> Places(EquatableArray<Placed> items) => items.Select(i => i.Place).ToEquatableArray();

    private EquatableArray<PjsipObject> Objects(StatedSections sections)
    {
        var kept = new List<StatedObject>();
        var seen = new Dictionary<(PjsipType, string), StatedObject>();
        foreach (var item in sections.Extensions.SelectMany(extensions.Expand).Concat(sections.Pjsip))
        {
            if (seen.TryAdd((item.Type, item.Name.ToUpperInvariant()), item))
            {
                kept.Add(item);
                continue;
            }

            var first = seen[(item.Type, item.Name.ToUpperInvariant())];
            var kind = first.Name == item.Name ? ProblemKinds.Duplicate : ProblemKinds.OnlyCaseDiffers;
            problems.Add(kind, item.Place, $"The {item.Type.Word()} `{item.Name}` is also made in line {first.Place.Line}, as `{first.Name}`.", kind == ProblemKinds.Duplicate ? "Say it in one place. `extensions` makes an auth `authN`, an AOR `N` and an endpoint `N`; options of one stand under it, as `endpoint: {...}`." : null);
        }

        return kept.OrderBy(o => o.Type).ThenBy(o => o.Place.Line).ThenBy(o => o.Place.Column)
            .Select(o => new PjsipObject(o.Type, o.Name, Resolved(o.Options), o.Place)).ToEquatableArray();
    }

    private static EquatableArray<DesiredOption> Resolved(EquatableArray<StatedOption> options) => options.Select(o => o.Resolved()).ToEquatableArray();
}
