using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads <c>boxes</c>.</summary>
internal sealed class BoxesReader(SectionsReader sections, ProblemList problems)
{
    public EquatableArray<DeclaredBox> Read(Node? node, SourceLocation file)
    {
        if (node is null)
        {
            problems.Add(ProblemKinds.Missing, file, "`boxes` is missing.", "Write the box by its name, with `address` and `user`.");
            return [];
        }

        var boxes = new List<DeclaredBox>();
        var names = new Dictionary<string, Node.Scalar>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Shapes.Map(node, "`boxes`", problems)?.Entries ?? [])
        {
            if (!HostText.IsBoxName(entry.Key.Text))
            {
                problems.Add(ProblemKinds.BadName, entry.Key.Place, $"`{Shown.Text(entry.Key.Text)}` cannot name a box.", "A box's name has at most 63 letters, digits, `-`, `_` and `.`.");
            }
            else if (!names.TryAdd(entry.Key.Text, entry.Key))
            {
                var twin = names[entry.Key.Text];
                problems.Add(ProblemKinds.OnlyCaseDiffers, entry.Key.Place, $"`{entry.Key.Text}` differs from `{twin.Text}` in line {twin.Place.Line} by letter case alone.");
            }

            if (Shapes.Map(entry.Value, $"box `{Shown.Text(entry.Key.Text)}`", problems) is { } map)
            {
                boxes.Add(Box(entry.Key, map));
            }
        }

        foreach (var twins in boxes.Where(b => b.Address is not null).GroupBy(b => (b.Address!.Value.Text.ToLowerInvariant(), b.Port)).Where(g => g.Count() > 1))
        {
            var second = twins.ElementAt(1);
            problems.Add(ProblemKinds.SameAddress, second.Address!.Value.Place, $"`{second.Name}` has the address of `{twins.First().Name}` in line {twins.First().Address!.Value.Place.Line}: two states for one box would fight.");
        }

        return boxes.ToEquatableArray();
    }

    public static EquatableArray<KeyValuePair<string, string>> Labels(Node.Map? map, ProblemList problems) =>
        (map?.Entries ?? [])
            .Select(e => (Key: e.Key.Text, Value: Shapes.Text(e.Value, $"label `{Shown.Text(e.Key.Text)}`", problems)?.Text))
            .Where(e => e.Value is not null)
            .Select(e => KeyValuePair.Create(e.Key, e.Value!))
            .ToEquatableArray();

    private DeclaredBox Box(Node.Scalar name, Node.Map map)
    {
        var reader = new MapReader(map, "a box", problems);
        var box = new DeclaredBox(name.Text, name.Place)
        {
            Address = Needed(reader, "address", name, HostText.IsHost, "It is a host name or an IP address in its usual spelling."),
            Port = Port(reader.Text("port")),
            User = Needed(reader, "user", name, HostText.IsUser, "It is an account on the box that may use sudo without a password."),
            HostKey = HostKey(reader.Text("hostKey")),
            Labels = Labels(reader.Map("labels"), problems),
            Sections = sections.Read(reader, $"box {Shown.Text(name.Text)}"),
        };
        reader.End();
        return box;
    }

    private Located? Needed(MapReader reader, string key, Node.Scalar box, Func<string, bool> isValid, string hint)
    {
        var before = reader.Take(key);
        if (before is null)
        {
            problems.Add(ProblemKinds.Missing, box.Place, $"Box `{Shown.Text(box.Text)}` has no `{key}`.", hint);
            return null;
        }

        if (reader.Text(key) is not { } text)
        {
            return null;
        }

        if (isValid(text.Text))
        {
            return text;
        }

        problems.Add(ProblemKinds.BadAddress, text.Place, $"`{key}` cannot be `{Shown.Text(text.Text)}`. {NetworkText.Guess(text.Text)}".TrimEnd(), hint);
        return null;
    }

    private int Port(Located? text)
    {
        if (text is not { } placed)
        {
            return 22;
        }

        if (int.TryParse(placed.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 && placed.Text[0] != '0')
        {
            return port;
        }

        problems.Add(ProblemKinds.NotANumber, placed.Place, $"`port` cannot be `{Shown.Text(placed.Text)}`.", "It is a whole number from 1 to 65535.");
        return 22;
    }

    private string? HostKey(Located? text)
    {
        if (text is { } placed && !HostText.IsFingerprint(placed.Text))
        {
            problems.Add(ProblemKinds.BadHostKey, placed.Place, $"`hostKey` cannot be `{Shown.Text(placed.Text)}`.");
        }

        return text?.Text;
    }
}
