using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>Reads <c>pjsip</c>: objects by type and name.</summary>
internal sealed class PjsipReader(ProblemList problems, AsteriskCatalogue catalogue, OptionsReader options)
{
    private static readonly PjsipType[] Types = Enum.GetValues<PjsipType>();

    public EquatableArray<DeclaredObject> Read(Node node)
    {
        if (Shapes.Map(node, PartName.Key("pjsip"), problems) is not { } map)
        {
            return [];
        }

        var reader = new MapReader(map, () => $"`pjsip`", problems);
        var objects = new List<DeclaredObject>();
        foreach (var type in Types)
        {
            if (reader.Map(type.Key()) is not { } found)
            {
                continue;
            }

            if (type.IsSingle())
            {
                var stated = options.Read(found, PartName.Key(type.Key()), catalogue[type]);
                objects.Add(new DeclaredObject(type, type.TypeName(), stated, found.Place));
            }
            else
            {
                objects.AddRange(Named(found, type));
            }
        }

        reader.End();
        return objects.ToEquatableArray();
    }

    private IEnumerable<DeclaredObject> Named(Node.Map map, PjsipType type)
    {
        var section = catalogue[type];
        foreach (var entry in map.Entries)
        {
            var name = entry.Key;
            if (ConfText.RefusalOfName(name.Text) is { } refusal)
            {
                problems.Add(
                    ProblemKinds.BadName, name.Place, $"`{Shown.Text(name.Text)}` cannot be the name of {section.Title}. {refusal}");
                continue;
            }

            var what = new PartName(n => $"{type.Word()} `{n}`", name.Text);
            yield return new DeclaredObject(type, name.Text, options.Read(entry.Value, what, section), name.Place);
        }
    }
}
