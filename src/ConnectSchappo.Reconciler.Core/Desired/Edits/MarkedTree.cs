using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>Reads a YAML text as a tree that knows where each of its nodes stands. The text is a desired state without problems.</summary>
internal sealed class MarkedTree
{
    private readonly string text;
    private readonly Parser parser;
    private readonly Dictionary<string, MarkedNode> anchors = new(StringComparer.Ordinal);

    private MarkedTree(string text) => (this.text, parser) = (text, new Parser(new StringReader(text)));

    /// <summary>The map that the text is.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    /// <exception cref="InvalidDataException">It is no map.</exception>
    public static MarkedNode.Map Read(string text)
    {
        var tree = new MarkedTree(text);
        for (var i = 0; i < 3; i++)
        {
            tree.parser.MoveNext(); // the stream, the document, and the first node
        }

        return tree.parser.Current is MappingStart && tree.Next().Value is MarkedNode.Map map
            ? map
            : throw new InvalidDataException("The text is no map.");
    }

    /// <summary>Whether two trees say the same, wherever it stands.</summary>
    public static bool SayTheSame(MarkedNode one, MarkedNode other) => (one, other) switch
    {
        (MarkedNode.Scalar a, MarkedNode.Scalar b) => a.Text == b.Text && IsPlain(a) == IsPlain(b),
        (MarkedNode.List a, MarkedNode.List b) =>
            a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => SayTheSame(p.First.Value, p.Second.Value)),
        (MarkedNode.Map a, MarkedNode.Map b) => a.Entries.Count == b.Entries.Count
            && a.Entries.Zip(b.Entries).All(p => p.First.Key.Text == p.Second.Key.Text && SayTheSame(p.First.Value, p.Second.Value)),
        _ => false,
    };

    // Quotes make a text of what is nothing without them.
    private static bool IsPlain(MarkedNode.Scalar scalar) => scalar is { Style: ScalarStyle.Plain, Text: "" or "~" or "null" };

    private MarkedNode.Item Next()
    {
        var begin = parser.Current!;
        var (start, end) = ((int)begin.Start.Index, (int)begin.End.Index);
        if (begin is AnchorAlias alias)
        {
            var meant = anchors[alias.Value.Value];
            meant.IsShared = true;
            return new MarkedNode.Item(meant, start, end, IsAlias: true);
        }

        var anchor = begin is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        var content = anchor is null ? start : AfterAnchor(start);
        MarkedNode node = begin switch
        {
            Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } block =>
                new MarkedNode.Scalar(block.Value, block.Style, content, Trimmed(end), anchor),
            Scalar scalar => new MarkedNode.Scalar(scalar.Value, scalar.Style, content, end, anchor),
            SequenceStart list => List(list.Style == SequenceStyle.Flow, content, anchor),
            MappingStart map => Map(map.Style == MappingStyle.Flow, content, anchor),
            _ => throw new InvalidDataException($"A node cannot be {begin.GetType().Name}."),
        };
        if (anchor is not null)
        {
            anchors[anchor] = node;
        }

        return new MarkedNode.Item(node, start, node.End, IsAlias: false);
    }

    private MarkedNode.List List(bool isFlow, int start, string? anchor)
    {
        var items = new List<MarkedNode.Item>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            items.Add(Next());
        }

        return new MarkedNode.List(isFlow, items.ToEquatableArray(), start, EndOf(isFlow, start, items), anchor);
    }

    private MarkedNode.Map Map(bool isFlow, int start, string? anchor)
    {
        var entries = new List<MarkedNode.Entry>();
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Next().Value as MarkedNode.Scalar ?? throw new InvalidDataException("A key is no single value.");
            parser.MoveNext();
            var item = Next();
            entries.Add(new MarkedNode.Entry(key, item.Value, item.Start, item.End, item.IsAlias));
        }

        return new MarkedNode.Map(isFlow, entries.ToEquatableArray(), start, EndOf(isFlow, start, entries), anchor);
    }

    // A block ends where its last item does: the library tells its end only where the next thing begins.
    private int EndOf(bool isFlow, int start, IReadOnlyList<MarkedNode.Item> items) =>
        isFlow ? (int)parser.Current!.Start.Index + 1 : items.Count == 0 ? start : items[^1].End;

    private int AfterAnchor(int start)
    {
        var at = start + 1;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (',' or ']' or '}'))
        {
            at++;
        }

        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    private int Trimmed(int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
