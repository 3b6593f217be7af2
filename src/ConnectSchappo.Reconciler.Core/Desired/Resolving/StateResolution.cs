using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Declared;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Resolving;

/// <summary>A desired state from its text: YAML's tree, then what it states, then what that comes to for each box.</summary>
internal static class StateResolution
{
    /// <param name="known">The sections that there are, in the order in which people are told of them.</param>
    /// <param name="file">The name as the user gave it, for places.</param>
    /// <param name="yaml">The text.</param>
    /// <param name="catalogue">The options that the boxes' Asterisk has.</param>
    public static DesiredReading Read(EquatableArray<Section> known, string file, string yaml, AsteriskCatalogue catalogue)
    {
        var problems = new ProblemList();
        if (YamlTree.Read(file, yaml, problems) is not { } root
            || new StateReader(new SectionsReader(known, problems, catalogue), problems).Read(root) is not { } stated)
        {
            return new DesiredReading(null, problems.InOrder());
        }

        foreach (var group in stated.Groups.Where(g => !g.Match.IsEmpty && !stated.Boxes.Any(g.Matches)))
        {
            problems.Add(
                ProblemKinds.GroupWithoutBox, group.Place,
                $"No box has the labels of group `{Shown.Text(group.Name)}`, so the group has no effect.");
        }

        var resolution = new BoxResolution(known, stated, catalogue, problems);
        var boxes = stated.Boxes.Select(resolution.Resolve).ToEquatableArray();
        // A warning, since nothing comes of it: a box that lost an extension should not lose the rest of the commit.
        foreach (var ignored in boxes.SelectMany(b => b.Policy.Ignore.Select(i => (Entry: i, Box: b))).GroupBy(i => i.Entry.Place)
            .Where(g => !g.Any(i => IgnorableFields.IsThere(i.Box, i.Entry))))
        {
            var entry = ignored.First().Entry;
            problems.Add(
                ProblemKinds.NothingIgnored, ignored.Key,
                $"No box has a field `{Shown.Text(entry.Field)}` of `{Shown.Text(entry.Resource)}`, so nothing is ignored.");
        }

        return new DesiredReading(problems.HasErrors ? null : new DesiredState(boxes), problems.InOrder());
    }
}
