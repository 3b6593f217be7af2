using ConnectSchappo.Reconciler.Core.Desired.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>Reads <c>pjsip</c>: objects by type and name.</summary>
internal sealed class PjsipReader(ProblemList problems)
{
    private readonly OptionsReader options = new(problems);

    public EquatableArray<StatedObject> Read(Node node)
    {
        if (Shapes.Map(node, "`pjsip`", problems) is not { } map)
        {
            return [];
        }

        var reader = new MapReader(map, "`pjsip`", problems);
        EquatableArray<StatedObject> objects =
        [
            .. Objects(reader.Map("auths"), PjsipType.Auth),
            .. Objects(reader.Map("aors"), PjsipType.Aor),
            .. Objects(reader.Map("endpoints"), PjsipType.Endpoint),
        ];
        reader.End();
        return objects;
    }

    private IEnumerable<StatedObject> Objects(Node.Map? map, PjsipType type)
    {
        var section = OptionSection.Of(type);
        foreach (var entry in map?.Entries ?? [])
        {
            var name = entry.Key;
            if (ConfText.RefusalOfName(name.Text) is { } refusal)
            {
                problems.Add(ProblemKinds.BadName, name.Place, $"`{Shown.Text(name.Text)}` cannot name {section.Title}. {refusal}");
                continue;
            }

            yield return new StatedObject(type, name.Text, options.Read(entry.Value, $"{PjsipWords.Of(type)} `{name.Text}`", section), name.Place);
        }
    }
}
