using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// A header of one file and the lines under it, up to the next header: what an edit of that file takes hold of. Inheritance and
/// includes are not followed.
/// </summary>
/// <param name="Name">As written.</param>
/// <param name="Place">The header.</param>
/// <param name="Entries">The keys that stand under it. A <c>key+=more</c> is an entry of its own here.</param>
public sealed record ConfSectionView(string Name, ConfPlace Place, EquatableArray<ConfEntry> Entries)
{
    /// <summary>What stands in the parentheses, at its commas: <c>!</c>, <c>+</c>, <c>+filter</c> or parents.</summary>
    public EquatableArray<string> Options { get; init; }

    /// <summary>Marked <c>(!)</c>.</summary>
    public bool IsTemplate => Options.Contains("!");

    /// <summary>Marked <c>(+)</c>: it adds to a section that stands elsewhere.</summary>
    public bool IsAddition => Options.Any(o => o.StartsWith('+'));

    /// <summary>The sections that it inherits from.</summary>
    public IEnumerable<string> Parents => Options.Where(o => o != "!" && !o.StartsWith('+'));

    /// <summary>Index of the header among the document's lines.</summary>
    internal int Header { get; init; }

    /// <summary>Index of the next header, or of the end.</summary>
    internal int End { get; init; }

    /// <summary>The value of a key where the last one wins, or null.</summary>
    public ConfEntry? Last(string key) => Entries.LastOrDefault(e => ConfText.EqualsIgnoreCase(e.Key, key));

    internal static EquatableArray<ConfSectionView> AllOf(ConfDocument document)
    {
        var lines = document.Lines.All;
        var lastLine = document.Cut?.Place.Line ?? int.MaxValue;
        var views = new List<ConfSectionView>();
        var header = -1;
        var i = 0;
        for (; i < lines.Length && lines[i].Number < lastLine; i++)
        {
            if (lines[i].Kind == ConfLineKind.Header)
            {
                if (header >= 0)
                {
                    views.Add(Of(document, header, i));
                }

                header = i;
            }
        }

        if (header >= 0)
        {
            views.Add(Of(document, header, i));
        }

        return views.ToEquatableArray();
    }

    /// <summary>The header at a line, which is whole, and what follows it up to another line.</summary>
    private static ConfSectionView Of(ConfDocument document, int header, int end)
    {
        var lines = document.Lines.All;
        var text = document.Lines.TextOf(lines[header]);
        var close = text.IndexOf((byte)']');
        var entries = new List<ConfEntry>();
        for (var i = header + 1; i < end; i++)
        {
            if (lines[i].Kind == ConfLineKind.Key && ConfKeyText.Read(document.Lines.TextOf(lines[i])) is { } key)
            {
                entries.Add(new ConfEntry(key.Key, key.Value, new ConfPlace(document.Path, lines[i].Number, lines[i].Column)));
            }
        }

        return new ConfSectionView(
            ConfText.FromBytes(text[1..close]), new ConfPlace(document.Path, lines[header].Number, lines[header].Column),
                entries.ToEquatableArray())
        {
            Options = OptionsOf(text[(close + 1)..]),
            Header = header,
            End = end,
        };
    }

    private static EquatableArray<string> OptionsOf(ReadOnlySpan<byte> rest) =>
        rest.StartsWith((byte)'(') && rest.IndexOf((byte)')') is var end and > 0
            ? ConfText.Decode(Encoding.Latin1.GetString(rest[1..end])).Split(',').ToEquatableArray()
            : [];
}
