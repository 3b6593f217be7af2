using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>Reads <c>extensions</c> and <c>profiles</c>, the short way to PJSIP objects.</summary>
internal sealed class ExtensionsReader(ProblemList problems, AsteriskCatalogue catalogue, OptionsReader options)
{
    public EquatableArray<DeclaredExtension> Extensions(Node node)
    {
        var extensions = new List<DeclaredExtension>();
        foreach (var entry in Shapes.Map(node, PartName.Key("extensions"), problems)?.Entries ?? [])
        {
            var number = entry.Key;
            if ((ConfText.RefusalOfName(number.Text) ?? ConfText.RefusalOfName($"auth{number.Text}")) is { } refusal)
            {
                problems.Add(
                    ProblemKinds.BadName, number.Place, $"`{Shown.Text(number.Text)}` cannot be the number of an extension. {refusal}");
            }
            else if (Shapes.Map(entry.Value, new PartName(n => $"extension `{n}`", number.Text), problems) is { } map)
            {
                extensions.Add(Extension(number, map));
            }
        }

        return extensions.ToEquatableArray();
    }

    public EquatableArray<DeclaredProfile> Profiles(Node node)
    {
        var profiles = new List<DeclaredProfile>();
        foreach (var entry in Shapes.Map(node, PartName.Key("profiles"), problems)?.Entries ?? [])
        {
            if (Shapes.Map(entry.Value, new PartName(n => $"profile `{n}`", entry.Key.Text), problems) is { } map)
            {
                var reader = new MapReader(map, () => $"a profile", problems);
                profiles.Add(new DeclaredProfile(entry.Key.Text, reader.Text("extends"), Parts(reader), entry.Key.Place));
                reader.End();
            }
        }

        return profiles.ToEquatableArray();
    }

    private DeclaredExtension Extension(Node.Scalar number, Node.Map map)
    {
        var reader = new MapReader(map, () => $"an extension", problems);
        var profile = reader.Text("profile");
        var name = reader.Text("name");
        var password = reader.Take("password");
        var extension = new DeclaredExtension(number.Text, number.Place)
        {
            Profile = profile,
            Name = name is { } n && IsCallerName(n) ? n : null,
            Password = password is null ? null : options.Read(KeyOf(map, "password"), password, catalogue[PjsipType.Auth]),
            Parts = Parts(reader),
        };
        reader.End();
        return extension;
    }

    private ExtensionParts Parts(MapReader reader) => new(
        Part(reader, "auth", catalogue[PjsipType.Auth]),
        Part(reader, "aor", catalogue[PjsipType.Aor]),
        Part(reader, "endpoint", catalogue[PjsipType.Endpoint]));

    private EquatableArray<DeclaredOption> Part(MapReader reader, string key, OptionSection section) =>
        reader.Take(key) is { } node ? options.Read(node, PartName.Key(key), section) : [];

    private static Node.Scalar KeyOf(Node.Map map, string key) => map.Entries.First(e => e.Key.Text == key).Key;

    /// <summary>A name stands in quotes inside <c>callerid="Name" &lt;250&gt;</c>, so it can hold none of these itself.</summary>
    private bool IsCallerName(Located name)
    {
        var refusal = ConfText.RefusalOfValue(name.Text)
            ?? (name.Text.AsSpan().IndexOfAny("\"\\<>") >= 0
                ? (Message)$"It contains one of `\" \\ < >`, which end the name in a caller ID."
                : null);
        if (refusal is not null)
        {
            problems.Add(ProblemKinds.BreaksLine, name.Place, $"`name` cannot be the name of a caller. {refusal}");
        }

        return refusal is null;
    }
}
