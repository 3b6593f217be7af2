using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads <c>boxes</c>.</summary>
internal sealed class BoxesReader(SectionsReader sections, ProblemList problems)
{
    public EquatableArray<DeclaredBox> Read(Node? node, SourceLocation file)
    {
        if (node is null)
        {
            problems.Add(
                ProblemKinds.Missing, file, $"`boxes` is missing.",
                $"Write `boxes: {{NAME: {{address: HOST, user: ACCOUNT}}}}` for each box.");
            return [];
        }

        var boxes = new List<DeclaredBox>();
        var names = new Dictionary<string, Node.Scalar>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Shapes.Map(node, PartName.Key("boxes"), problems)?.Entries ?? [])
        {
            if (!HostText.IsBoxName(entry.Key.Text))
            {
                problems.Add(
                    ProblemKinds.BadName, entry.Key.Place, $"`{Shown.Text(entry.Key.Text)}` cannot be the name of a box.",
                    $"Use at most 63 letters, digits, `-`, `_` and `.`.");
            }
            else if (!names.TryAdd(entry.Key.Text, entry.Key))
            {
                var twin = names[entry.Key.Text];
                problems.Add(
                    ProblemKinds.OnlyCaseDiffers, entry.Key.Place,
                    $"`{entry.Key.Text}` differs from `{twin.Text}` in line {twin.Place.Line} only in letter case.");
            }

            if (Shapes.Map(entry.Value, new PartName(n => $"box `{n}`", entry.Key.Text), problems) is { } map)
            {
                boxes.Add(Box(entry.Key, map));
            }
        }

        foreach (var twins in boxes.Where(b => b.Address is not null).GroupBy(Way).Where(g => g.Count() > 1))
        {
            var (first, second) = (twins.First(), twins.ElementAt(1));
            problems.Add(
                ProblemKinds.SameAddress, second.Address!.Value.Place,
                $"Box `{Shown.Text(second.Name)}` has the same address as box `{Shown.Text(first.Name)}` in line "
                + $"{first.Address!.Value.Place.Line}, so two states would be applied to one box in turn.");
        }

        return boxes.ToEquatableArray();
    }

    public static EquatableArray<KeyValuePair<string, string>> Labels(Node.Map? map, ProblemList problems) =>
        (map?.Entries ?? [])
            .Select(e => (Key: e.Key.Text, Value: Shapes.Text(e.Value, new PartName(n => $"label `{n}`", e.Key.Text), problems)?.Text))
            .Where(e => e.Value is not null)
            .Select(e => KeyValuePair.Create(e.Key, e.Value!))
            .ToEquatableArray();

    // The same address behind two jump hosts is two boxes.
    private static (string Address, int Port, string? Jump, int? JumpPort) Way(DeclaredBox box) =>
        (box.Address!.Value.Text.ToLowerInvariant(), box.Port, box.Jump?.Address.ToLowerInvariant(), box.Jump?.Port);

    private DeclaredBox Box(Node.Scalar name, Node.Map map)
    {
        var reader = new MapReader(map, () => $"a box", problems);
        Message owner = $"Box `{Shown.Text(name.Text)}`";
        var box = new DeclaredBox(name.Text, name.Place)
        {
            Address = Address(reader, owner, name.Place),
            Port = Port(reader.Text("port")),
            User = Needed(
                reader, "user", owner, name.Place, HostText.IsUser,
                () => $"Write an account on the box that may use sudo without a password."),
            HostKey = HostKey(reader.Text("hostKey")),
            Jump = Jump(reader.Map("jump"), name),
            Labels = Labels(reader.Map("labels"), problems),
            Sections = sections.Read(reader, $"box {Shown.Text(name.Text)}"),
        };
        reader.End();
        return box;
    }

    private DesiredJump? Jump(Node.Map? map, Node.Scalar box)
    {
        if (map is null)
        {
            return null;
        }

        var reader = new MapReader(map, () => $"`jump`", problems);
        Message owner = $"The jump host of box `{Shown.Text(box.Text)}`";
        var jump = new DesiredJump
        {
            Address = Address(reader, owner, map.Place)?.Text ?? "",
            Port = Port(reader.Text("port")),
            User = Needed(
                reader, "user", owner, map.Place, HostText.IsUser,
                () => $"Write an account on the jump host. It needs no shell and no sudo.")?.Text ?? "",
            HostKey = HostKey(reader.Text("hostKey")),
        };
        reader.End();
        return jump;
    }

    private Located? Address(MapReader reader, Message owner, SourceLocation place) => Needed(
        reader, "address", owner, place, HostText.IsHost,
        () => $"Write a host name or an IP address in its usual form, for example `192.0.2.10`.");

    private Located? Needed(
        MapReader reader, string key, Message owner, SourceLocation place, Func<string, bool> isValid, Func<Message> hint)
    {
        var before = reader.Take(key);
        if (before is null)
        {
            problems.Add(ProblemKinds.Missing, place, $"{owner} has no `{key}`.", hint());
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

        problems.Add(
            ProblemKinds.BadAddress, text.Place,
            ((Message)$"`{key}` cannot be `{Shown.Text(text.Text)}`.").Then(NetworkText.Guess(text.Text)), hint());
        return null;
    }

    private int Port(Located? text)
    {
        if (text is not { } placed)
        {
            return 22;
        }

        if (int.TryParse(placed.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            && placed.Text[0] != '0')
        {
            return port;
        }

        problems.Add(
            ProblemKinds.NotANumber, placed.Place, $"`port` cannot be `{Shown.Text(placed.Text)}`.",
            $"Write a whole number from 1 to 65535.");
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
