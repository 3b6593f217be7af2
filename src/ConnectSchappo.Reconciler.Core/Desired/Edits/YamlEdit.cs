using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>
/// Makes a YAML text say something else at one place: the least of the text changes, and everything else stays byte for byte. Keys that are
/// missing on the way are added behind the last one, in the style of their neighbours.
/// </summary>
internal static class YamlEdit
{
    /// <summary>The text with that change; null where it would take more than that, so that a person must make it.</summary>
    /// <param name="text">A YAML map.</param>
    /// <param name="path">The keys that lead to the place.</param>
    /// <param name="said">What is to stand there.</param>
    /// <param name="before">Keys of which the first that is there stays behind a key that is added.</param>
    /// <param name="insteadOfAlias">Whether an alias there is replaced, and what it stands for stays as it is.</param>
    public static string? Make(
        string text, EquatableArray<string> path, Said said, EquatableArray<string> before = default, bool insteadOfAlias = false)
    {
        var root = MarkedTree.Read(text);
        var way = Way.Along(root, path);
        var lines = new YamlLayout(text);
        return said switch
        {
            Said.Text one when way.Entry is { } entry && way.IsWhole =>
                entry is { IsAlias: true, Value: MarkedNode.Scalar } && insteadOfAlias
                    ? lines.Replaced(entry.Start, entry.End, ScalarText.Of(one.Value, ScalarStyle.Plain, way.Map.IsFlow))
                    : Replaced(lines, way, path, entry.Value, one.Value),
            Said.Text or Said.Options or Said.Item when !way.IsWhole => Added(lines, way, path, said, before),
            Said.Nothing when way.Entry is { } entry && way.IsWhole => lines.Without(way.Map, entry, way.Owner),
            Said.Item item when way.Entry?.Value is MarkedNode.List list => Added(lines, list, item.Value),
            Said.NoItem item when way is { IsWhole: true, Entry: { Value: MarkedNode.List list } entry } =>
                Removed(lines, list, item.Value, entry.Key),
            _ => null,
        };
    }

    private static string? Replaced(YamlLayout lines, Way way, EquatableArray<string> path, MarkedNode node, string value) => node switch
    {
        MarkedNode.Scalar scalar => lines.Replaced(scalar.Start, scalar.End, ScalarText.Of(value, scalar.Style, way.Map.IsFlow)),
        MarkedNode.List list => Replaced(lines, path, list, value.Split(',', StringSplitOptions.TrimEntries)),
        _ => null,
    };

    // Items that only go or only come are taken out or added; otherwise each takes the place of the one that stood there.
    private static string? Replaced(YamlLayout lines, EquatableArray<string> path, MarkedNode.List list, string[] wanted)
    {
        var now = list.Texts.ToList();
        if (now.Count != list.Items.Count || list.Items.Any(i => i.IsAlias))
        {
            return null;
        }

        if (now.Where(wanted.Contains).SequenceEqual(wanted, StringComparer.Ordinal))
        {
            return now.Where(i => !wanted.Contains(i, StringComparer.Ordinal))
                .Aggregate((string?)lines.Text, (text, item) => text is null ? null : Make(text, path, new Said.NoItem(item)));
        }

        var text = lines.Text;
        for (var i = Math.Min(now.Count, wanted.Length) - 1; i >= 0; i--)
        {
            if (now[i] != wanted[i])
            {
                var item = (MarkedNode.Scalar)list.Items[i].Value;
                text = new YamlLayout(text).Replaced(item.Start, item.End, ScalarText.Of(wanted[i], item.Style, list.IsFlow));
            }
        }

        var less = now.Skip(wanted.Length).Select(i => (Said)new Said.NoItem(i));
        return less.Concat(wanted.Skip(now.Count).Select(i => new Said.Item(i)))
            .Aggregate((string?)text, (left, change) => left is null ? null : Make(left, path, change));
    }

    private static string? Added(YamlLayout lines, MarkedNode.List list, string item)
    {
        var quotes = (list.Items.LastOrDefault()?.Value as MarkedNode.Scalar)?.Style is ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted
            ? ((MarkedNode.Scalar)list.Items[^1].Value).Style
            : ScalarStyle.Plain;
        return lines.WithItem(list, ScalarText.Of(item, quotes, list.IsFlow));
    }

    private static string? Removed(YamlLayout lines, MarkedNode.List list, string item, MarkedNode.Scalar owner)
    {
        var at = list.Items.ToList().FindIndex(i => i.Value is MarkedNode.Scalar scalar && scalar.Text == item);
        return at < 0 ? null : lines.Without(list, at, owner);
    }

    private static string? Added(YamlLayout lines, Way way, EquatableArray<string> path, Said said, EquatableArray<string> before)
    {
        if (way.Map is not { } map || (way.Entry is { } entry && entry.Value != map))
        {
            return null;
        }

        var rest = path.Skip(way.Depth).ToList();
        var sibling = map.Entries.FirstOrDefault(e => e.Key.Style is ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted)?.Key.Style
            ?? ScalarStyle.Plain;
        var at = rest.Count > 1 || before.IsEmpty ? null : before.Select(k => map[k]).FirstOrDefault(e => e is not null);
        return lines.WithEntry(map, Key(rest[0], sibling, map.IsFlow), Value(rest[1..], said), at);
    }

    // What stands behind a key that is added: in braces, where more keys follow.
    private static Func<bool, string> Value(IReadOnlyList<string> keys, Said said) => isFlow => keys.Reverse().Aggregate(
        Value(said, isFlow || keys.Count > 0),
        (value, key) => $"{{{Key(key, IsNumber(key) ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain, isFlow: true)}: {value}}}");

    private static string Value(Said said, bool isFlow) => said switch
    {
        Said.Text one => ScalarText.Of(one.Value, ScalarStyle.Plain, isFlow),
        Said.Item item => $"[{ScalarText.Of(item.Value, ScalarStyle.Plain, isFlow: true)}]",
        Said.Options options => $"{{{string.Join(", ", options.All.Select(o =>
            $"{Key(o.Key, ScalarStyle.Plain, isFlow: true)}: {ScalarText.Of(o.Value, ScalarStyle.Plain, isFlow: true)}"))}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(said), said, "nothing that is added"),
    };

    private static string Key(string key, ScalarStyle style, bool isFlow) => ScalarText.Of(key, style, isFlow);

    // As people write the number of an extension, so that no other program makes a number of it.
    private static bool IsNumber(string key) => key.Length > 0 && key.All(char.IsAsciiDigit);
}
