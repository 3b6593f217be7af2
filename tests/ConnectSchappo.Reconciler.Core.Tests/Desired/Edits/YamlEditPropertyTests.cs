using ConnectSchappo.Reconciler.Core.Desired.Edits;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired.Edits;

/// <summary>
/// What holds for any change of any text: the place says what is wanted, everything else says what it said in the same order, and no byte
/// changes but of the lines of that place. RECONCILER_PROPERTY_COUNT tries more than the usual sample.
/// </summary>
public static class YamlEditPropertyTests
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_PROPERTY_COUNT"), out var count)
        ? count
        : 2000;

    [Fact]
    public static void A_value_is_what_is_wanted_and_nothing_else_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (scribe, text) = Written(random);
            if (scribe.Leaves.Where(l => !l.IsList).Select(l => l.Path).ToList() is { Count: > 0 } values)
            {
                var (path, word) = (values[random.Next(values.Count)], scribe.Word());
                var after = YamlEdit.Make(text, [.. path], new Said.Text(word))!;
                Assert.Equal(Said(text, path, word), Said(after));
                OneLine(text, after, less: 1, more: 1);
            }
        },
        iter: Count);

    [Fact]
    public static void A_key_comes_last_and_nothing_else_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (scribe, text) = Written(random);
            var map = scribe.Maps[random.Next(scribe.Maps.Count)];
            var word = scribe.Word();
            var after = YamlEdit.Make(text, [.. map, "new"], new Said.Text(word))!;
            Assert.Equal(Said(text, [.. map, "new"], word), Said(after));
            OneLine(text, after, less: 1, more: 1);
        },
        iter: Count);

    [Fact]
    public static void A_key_goes_and_nothing_else_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (scribe, text) = Written(random);
            var path = scribe.Leaves.Count == 0 ? null : scribe.Leaves[random.Next(scribe.Leaves.Count)].Path;
            if (path is not null && YamlEdit.Make(text, [.. path], new Said.Nothing()) is { } after)
            {
                Assert.Equal(Said(text, path, null), Said(after));
                Assert.InRange(text.Split('\n').Length - after.Split('\n').Length, 0, Lines(text, path));
            }
        },
        iter: Count);

    [Fact]
    public static void An_item_comes_last_or_goes_and_nothing_else_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (scribe, text) = Written(random);
            if (scribe.Leaves.Where(l => l.IsList).Select(l => l.Path).ToList() is { Count: > 0 } lists)
            {
                var path = lists[random.Next(lists.Count)];
                var now = Items(text, path);
                var more = YamlEdit.Make(text, [.. path], new Said.Item("new"))!;
                Assert.Equal([.. now, "new"], Items(more, path));
                OneLine(text, more, less: 1, more: 1);
                if (now.Count > 0 && YamlEdit.Make(text, [.. path], new Said.NoItem(now[0])) is { } less)
                {
                    Assert.Equal(now[1..], Items(less, path));
                    Assert.Equal(Outside(text, path), Outside(less, path));
                }
            }
        },
        iter: Count);

    private static (YamlScribe Scribe, string Text) Written(Random random)
    {
        var scribe = new YamlScribe(random);
        return (scribe, scribe.Write());
    }

    // At most so many lines differ, and these stand together.
    private static void OneLine(string before, string after, int less, int more)
    {
        var (one, other) = (before.Split('\n'), after.Split('\n'));
        var head = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        var tail = one.Reverse().Zip(other.Reverse()).TakeWhile(p => p.First == p.Second).Count();
        Assert.True(one.Length - head - tail <= less && other.Length - head - tail <= more + 1, $"{before}\n--- became\n{after}");
    }

    private static int Lines(string text, string[] path)
    {
        var entry = Way.Along(MarkedTree.Read(text), [.. path]).Entry!;
        return text[entry.Key.Start..entry.Value.End].Count(c => c == '\n') + 1;
    }

    private static List<string> Items(string text, string[] path) =>
        [.. ((MarkedNode.List)Way.Along(MarkedTree.Read(text), [.. path]).Entry!.Value).Texts];

    private static string Outside(string text, string[] path) => Said(text, path, "(it)");

    // A tree as lines of keys and values, with another value at one place; null for none.
    private static string Said(string text, string[]? path = null, string? value = null)
    {
        var lines = Leaves(MarkedTree.Read(text), "").ToList();
        if (path is not null)
        {
            var key = string.Concat(path.Select(k => $"/{k}"));
            var at = lines.FindIndex(l => l.Key == key || l.Key.StartsWith(key + "/", StringComparison.Ordinal));
            var parent = string.Concat(path[..^1].Select(k => $"/{k}"));
            if (at < 0)
            {
                lines.RemoveAll(l => l.Key == parent); // an empty map
                at = lines.FindLastIndex(l => l.Key.StartsWith(parent + "/", StringComparison.Ordinal)) + 1;
                at = at == 0 ? Before(text, parent, lines) : at;
            }
            else
            {
                lines.RemoveAll(l => l.Key == key || l.Key.StartsWith(key + "/", StringComparison.Ordinal));
                if (value is null && parent.Length > 0 && !lines.Exists(l => l.Key.StartsWith(parent + "/", StringComparison.Ordinal)))
                {
                    lines.Insert(at, (parent, "{}"));
                }
            }

            if (value is not null)
            {
                lines.Insert(at, (key, value));
            }
        }

        return string.Join('\n', lines.Select(l => $"{l.Key} = {l.Value}"));
    }

    // Where an empty map stands among the lines.
    private static int Before(string text, string parent, List<(string Key, string Value)> lines)
    {
        var all = Leaves(MarkedTree.Read(text), "").ToList();
        return Math.Min(lines.Count, all.FindIndex(l => l.Key == parent));
    }

    private static IEnumerable<(string Key, string Value)> Leaves(MarkedNode node, string at) => node switch
    {
        MarkedNode.Scalar scalar => [(at, scalar.Text)],
        MarkedNode.Map { Entries.IsEmpty: true } => [(at, "{}")],
        MarkedNode.List { Items.IsEmpty: true } => [(at, "[]")],
        MarkedNode.Map map => map.Entries.SelectMany(e => Leaves(e.Value, $"{at}/{e.Key.Text}")),
        MarkedNode.List list => list.Items.SelectMany((i, n) => Leaves(i.Value, $"{at}/{n}")),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
