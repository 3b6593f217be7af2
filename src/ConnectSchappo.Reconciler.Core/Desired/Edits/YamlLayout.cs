namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>The lines of a YAML text, and what is put in or taken out between them.</summary>
internal sealed class YamlLayout(string text)
{
    public string Text => text;

    // Of the text as a whole: whoever mixes them gets those of its first line.
    private readonly string lineEnd = text.IndexOf('\n', StringComparison.Ordinal) is var at and > 0 && text[at - 1] == '\r'
        ? "\r\n"
        : "\n";

    public string Replaced(int start, int end, string by) => string.Concat(text.AsSpan(0, start), by, text.AsSpan(end));

    /// <summary>With an entry more in a map, behind the last one, or before one that is named.</summary>
    public string? WithEntry(MarkedNode.Map map, string key, Func<bool, string> value, MarkedNode.Entry? before)
    {
        if (map.IsFlow)
        {
            var pair = $"{key}: {value(true)}";
            return before is not null ? Replaced(before.Key.Start, before.Key.Start, $"{pair}, ")
                : map.Entries.IsEmpty ? Replaced(map.Start + 1, map.Start + 1, pair)
                : Replaced(map.Entries[^1].End, map.Entries[^1].End, $", {pair}");
        }

        var indentation = Indentation(map.Entries[0].Key.Start);
        return before is not null && IsFirstOnItsLine(before.Key.Start)
            ? Replaced(LineStart(before.Key.Start), LineStart(before.Key.Start), $"{indentation}{key}: {value(false)}{lineEnd}")
            : WithLine(map.Entries[^1].End, $"{indentation}{key}: {value(false)}");
    }

    /// <summary>With an item more in a list, behind the last one.</summary>
    public string? WithItem(MarkedNode.List list, string item)
    {
        if (list.IsFlow)
        {
            return list.Items.IsEmpty
                ? Replaced(list.Start + 1, list.Start + 1, item)
                : Replaced(list.Items[^1].End, list.Items[^1].End, $", {item}");
        }

        return list.Items.IsEmpty || DashOf(list.Items[^1].Start) is not { } dash
            ? null
            : WithLine(list.Items[^1].End, $"{Indentation(dash)}- {item}");
    }

    /// <summary>Without an entry of a map; the last one leaves an empty map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="entry">One of its entries.</param>
    /// <param name="owner">The key at which the map stands; null where it is the whole text.</param>
    public string? Without(MarkedNode.Map map, MarkedNode.Entry entry, MarkedNode.Scalar? owner) =>
        Without(map.IsFlow, owner, [.. map.Entries.Select(e => (e.Key.Start, e.End))], map.Entries.ToList().IndexOf(entry), "{}");

    /// <summary>Without an item of a list; the last one leaves an empty list.</summary>
    public string? Without(MarkedNode.List list, int at, MarkedNode.Scalar owner)
    {
        EquatableArray<(int Start, int End)> spans = [.. list.Items.Select(i => (list.IsFlow ? i.Start : DashOf(i.Start) ?? -1, i.End))];
        return spans.Any(s => s.Start < 0) ? null : Without(list.IsFlow, owner, spans, at, "[]");
    }

    private string? Without(
        bool isFlow, MarkedNode.Scalar? owner, EquatableArray<(int Start, int End)> spans, int at, string empty)
    {
        var (first, end) = spans[at];
        return isFlow
            ? at + 1 < spans.Count ? Replaced(first, spans[at + 1].Start, "")
                : at > 0 ? Replaced(spans[at - 1].End, end, "") : Replaced(first, end, "")
            : !IsFirstOnItsLine(first) ? null
            : spans.Count == 1 ? Emptied(owner, first, end, empty)
            : WithoutLines(first, end);
    }

    // What stood in the lines below a key is in brackets behind it; not where an anchor stands there.
    private string? Emptied(MarkedNode.Scalar? owner, int first, int end, string empty)
    {
        if (owner is null)
        {
            return null;
        }

        var behind = text.IndexOf(':', owner.End) + 1;
        return text.AsSpan(behind, LineEnd(behind) - behind).TrimStart() is ['#', ..] or []
            ? new YamlLayout(WithoutLines(first, end)).Replaced(behind, behind, $" {empty}")
            : null;
    }

    private string WithoutLines(int from, int to)
    {
        var (start, end) = (LineStart(from), LineEnd(to));
        return text[end - 1] == '\n' || start == 0 ? Replaced(start, end, "") : Replaced(start - LengthOfBreakBefore(start), end, "");
    }

    private string WithLine(int behind, string line)
    {
        var end = LineEnd(behind);
        return end > 0 && text[end - 1] == '\n' ? Replaced(end, end, line + lineEnd) : Replaced(end, end, lineEnd + line);
    }

    private int LengthOfBreakBefore(int start) => start > 1 && text[start - 2] == '\r' ? 2 : 1;

    private int LineStart(int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Behind the break that ends the line of an offset.</summary>
    private int LineEnd(int at) => text.IndexOf('\n', at) is var feed and >= 0 ? feed + 1 : text.Length;

    private string Indentation(int at) => new(' ', at - LineStart(at));

    private bool IsFirstOnItsLine(int at) => text.AsSpan(LineStart(at), at - LineStart(at)).IsWhiteSpace();

    // The dash of an item stands before it on its line.
    private int? DashOf(int item)
    {
        var line = text.AsSpan(LineStart(item), item - LineStart(item));
        return line.TrimEnd() is [.., '-'] before ? LineStart(item) + before.Length - 1 : null;
    }
}
