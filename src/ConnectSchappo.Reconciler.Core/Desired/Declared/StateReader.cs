using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads the top of the file.</summary>
internal sealed class StateReader(SectionsReader sections, ProblemList problems)
{
    public const string ApiVersion = "reconciler/v1";

    public DeclaredState? Read(Node root)
    {
        if (Shapes.Map(root, new PartName(_ => $"the desired state", ""), problems) is not { } map)
        {
            return null;
        }

        var reader = new MapReader(map, () => $"the desired state", problems);
        Version(reader);
        var boxes = new BoxesReader(sections, problems).Read(reader.Take("boxes"), map.Place);
        var groups = Groups(reader.Map("groups"));
        foreach (var key in sections.Known.SelectMany(s => s.KeysAtTop))
        {
            reader.Take(key); // known from here on, in this order
        }

        var state = new DeclaredState(boxes, groups, sections.Read(reader, null));
        reader.End();
        return state;
    }

    private void Version(MapReader reader)
    {
        if (reader.Take("apiVersion") is not { } node)
        {
            problems.Add(ProblemKinds.ApiVersion, reader.Place, $"`apiVersion` is missing.");
        }
        else if (Shapes.Text(node, PartName.Key("apiVersion"), problems) is { } version && version.Text != ApiVersion)
        {
            problems.Add(ProblemKinds.ApiVersion, version.Place, $"This program does not read version `{Shown.Text(version.Text)}`.");
        }
    }

    private EquatableArray<DeclaredGroup> Groups(Node.Map? map)
    {
        var groups = new List<DeclaredGroup>();
        foreach (var entry in map?.Entries ?? [])
        {
            if (Shapes.Map(entry.Value, new PartName(n => $"group `{n}`", entry.Key.Text), problems) is { } group)
            {
                var reader = new MapReader(group, () => $"a group", problems);
                var match = BoxesReader.Labels(reader.Map("match"), problems);
                if (match.IsEmpty)
                {
                    problems.Add(
                        ProblemKinds.Missing, entry.Key.Place, $"Group `{Shown.Text(entry.Key.Text)}` matches no label.",
                        $"Write `match: {{LABEL: VALUE}}`. Write at the top of the file what is for every box.");
                }

                var said = sections.Read(reader, $"group {Shown.Text(entry.Key.Text)}");
                groups.Add(new DeclaredGroup(entry.Key.Text, match, said, entry.Key.Place));
                reader.End();
            }
        }

        return groups.ToEquatableArray();
    }
}
