using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Declared;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Desired.Resolving;

/// <summary>
/// Resolves the state for one box: the file, then its groups in their order, then its own sections, profiles expanded; and tells what of
/// the result cannot work.
/// </summary>
internal sealed class BoxResolution(EquatableArray<Section> known, DeclaredState state, AsteriskCatalogue catalogue, ProblemList problems)
{
    // Boxes of the same groups that say nothing themselves differ by how they are reached alone: a fleet of them is resolved, checked and
    // held in memory once.
    private readonly Dictionary<string, DesiredBox> alike = new(StringComparer.Ordinal);

    public DesiredBox Resolve(DeclaredBox box)
    {
        var groups = state.Groups.Where(g => g.Matches(box)).ToList();
        if (!ReferenceEquals(box.Sections, DeclaredSections.None))
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

    private static DesiredBox Named(DeclaredBox box, DesiredBox resolved) => resolved with
    {
        Name = box.Name,
        Address = box.Address?.Text ?? "",
        Port = box.Port,
        User = box.User?.Text ?? "",
        HostKey = box.HostKey,
        Jump = box.Jump,
        Labels = box.Labels,
    };

    private DesiredBox Resolve(DeclaredBox box, IEnumerable<DeclaredGroup> groups)
    {
        var said = groups.Select(g => g.Sections).Append(box.Sections).Aggregate(state.Sections, DeclaredSections.Merge);
        var resolved = new DesiredBox
        {
            Name = box.Name,
            Catalogue = said.Asterisk is { } series ? AsteriskCatalogue.Of(series) : catalogue,
            Asterisk = said.Asterisk,
            Address = "",
            User = "",
            Sections = known.Select((section, at) => said[at]?.Resolved(catalogue, problems) ?? section.Silent).ToEquatableArray(),
            Policy = said.Policy.Resolved(),
        };
        resolved = known.Aggregate(resolved, (box, section) => section.Complete(box));
        foreach (var section in known)
        {
            section.Check(resolved, problems);
        }

        VersionRules.Check(resolved, problems);

        return resolved;
    }
}
