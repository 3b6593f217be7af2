using ConnectSchappo.Reconciler.Core.Messages;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>
/// Builds the tree from YAML's events, so that places are kept, hostile input is bounded, and a duplicate key is one problem among
/// others instead of the end.
/// </summary>
internal sealed class TreeBuilder(string file, string yaml, ProblemList problems)
{
    private readonly Parser parser = new(new StringReader(yaml));
    private readonly Dictionary<string, (Node Node, int Size)> anchors = new(StringComparer.Ordinal);
    private int nodes;

    /// <summary>The bound that was the end; null where there was none.</summary>
    public Message? TooMuch { get; private set; }

    /// <summary>How far the text has been read.</summary>
    public SourceLocation Reached => PlaceOf(parser.Current?.End ?? Mark.Empty);

    /// <summary>The one document, or null (with a problem reported) where there is none.</summary>
    /// <exception cref="YamlException">The text is no YAML, or more than <see cref="YamlBounds"/> allow.</exception>
    public Node? Document(SourceLocation start)
    {
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is StreamEnd)
        {
            problems.Add(ProblemKinds.Empty, start, $"The file is empty.");
            return null;
        }

        parser.MoveNext();
        var root = Next(0);
        parser.MoveNext();
        while (parser.MoveNext() && parser.Current is not StreamEnd)
        {
            if (parser.Current is DocumentStart)
            {
                problems.Add(ProblemKinds.SecondDocument, PlaceOf(parser.Current.Start), $"A second document begins here.");
                break;
            }
        }

        if (root is Node.Scalar { IsNothing: true })
        {
            problems.Add(ProblemKinds.Empty, start, $"The file is empty.");
            return null;
        }

        return root;
    }

    /// <summary>The node that begins at the current event; leaves the parser after its last one.</summary>
    private Node Next(int depth)
    {
        var begin = parser.Current!;
        var place = PlaceOf(begin.Start);
        if (depth > YamlBounds.Depth)
        {
            throw Exceeded($"Maps and lists are nested more than {YamlBounds.Depth} deep here.");
        }

        Count(1);
        if (begin is AnchorAlias alias)
        {
            return Aliased(alias, place);
        }

        var before = nodes;
        if (begin is NodeEvent { Tag.IsEmpty: false } tagged && !tagged.Tag.IsNonSpecific)
        {
            problems.Add(ProblemKinds.Tag, place, $"The tag `{Shown.Text(tagged.Tag.Value)}` has no meaning here.");
        }

        Node node = begin switch
        {
            YamlDotNet.Core.Events.Scalar scalar => new Node.Scalar(scalar.Value, scalar.Style is ScalarStyle.Plain, place),
            SequenceStart => List(place, depth),
            _ => Map(place, depth),
        };
        if (begin is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            anchors[anchored.Anchor.Value] = (node, nodes - before + 1);
        }

        return node;
    }

    private Node Aliased(AnchorAlias alias, SourceLocation place)
    {
        if (anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            Count(anchored.Size);
            return anchored.Node;
        }

        problems.Add(ProblemKinds.Alias, place, $"There is no anchor `&{Shown.Text(alias.Value.Value)}` that ends before this alias.");
        return new Node.Scalar("", IsPlain: false, place);
    }

    private Node.List List(SourceLocation place, int depth)
    {
        var items = new List<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            items.Add(Next(depth + 1));
        }

        return new Node.List(items.ToEquatableArray(), place);
    }

    private Node.Map Map(SourceLocation place, int depth)
    {
        var entries = new List<Node.Entry>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Next(depth + 1);
            parser.MoveNext();
            var value = Next(depth + 1);
            if (key is not Node.Scalar name)
            {
                problems.Add(ProblemKinds.Shape, key.Place, $"Expected a single value for a key, but found {key.What}.");
            }
            else if (name is { IsPlain: true, Text: "<<" })
            {
                problems.Add(ProblemKinds.Alias, name.Place, $"The merge key `<<` of YAML is not supported.");
            }
            else if (!seen.TryAdd(name.Text, name.Place))
            {
                var first = seen[name.Text];
                problems.Add(ProblemKinds.Duplicate, name.Place, $"`{Shown.Text(name.Text)}` is already defined in line {first.Line}.");
            }
            else
            {
                entries.Add(new Node.Entry(name, value));
            }
        }

        return new Node.Map(entries.ToEquatableArray(), place);
    }

    private void Count(int more)
    {
        nodes += more;
        if (nodes > YamlBounds.Nodes)
        {
            throw Exceeded($"There are more than {YamlBounds.Nodes} values after aliases are resolved.");
        }
    }

    private YamlException Exceeded(Message bound)
    {
        TooMuch = bound;
        return new YamlException(parser.Current!.Start, parser.Current.End, "");
    }

    public SourceLocation PlaceOf(Mark mark) => new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
}
