namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Edits of keys in the lines of one header.</content>
public sealed partial class ConfDocument
{
    /// <summary>
    /// Gives a key a value, in the lines of the one header that is chosen: the last line of that key is changed in its value
    /// alone, or a line is added behind the header's last key in the style of its neighbours. Refused where no header or more
    /// than one is chosen, where the line cannot say the value, or where <c>+=</c> or a comment stands in the way.
    /// </summary>
    public ConfEdit SetKey(Func<ConfSectionView, bool> chosen, string key, string value)
    {
        var refusal = Choose(chosen, out var section);
        refusal = ConfKeyStyle.RefuseKey(key) ?? ConfKeyStyle.RefuseValue(value) ?? refusal;
        if (refusal is not null)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var at = LastLineOf(section!, key, out var isAppend);
        if (at < 0)
        {
            return InsertKey(section!, section!.Entries.Count - 1, key, value);
        }

        var line = Lines.All[at];
        if (isAppend)
        {
            return ConfEdit.Refused(this, $"{key} is added to with += in line {line.Number} of {Path}");
        }

        if (section!.Last(key)!.Value == value)
        {
            return ConfEdit.None(this);
        }

        if (ConfKeyStyle.ValueIn(Lines.SourceOf(line)) is not { } range)
        {
            return ConfEdit.Refused(this, $"a comment stands inside line {line.Number} of {Path}");
        }

        var (start, length) = (line.Start + range.Start, range.Length);
        var text = ConfKeyStyle.Escape(value);
        text = text.StartsWith('>') && Span[start - 1] == '=' ? " " + text : text;
        var gap = ConfKeyStyle.GapBehind(Span[(start + length)..line.End]);
        if (gap > 1)
        {
            // The comment behind it stays in its column as long as there is room.
            var width = System.Text.Encoding.UTF8.GetString(Span.Slice(start, length)).Length + gap - text.Length;
            (text, length) = (text + new string(' ', Math.Max(1, width)), length + gap);
        }

        var last = section.Entries.Last(e => ConfText.EqualsIgnoreCase(e.Key, key));
        return Checked(
            ConfEdit.Of(this, new ConfSplice(start, Slice(start, length), ConfText.ToBytes(text))),
            section,
            section.Entries.Select(e => (e.Key, ReferenceEquals(e, last) ? value : e.Value)));
    }

    /// <summary>
    /// Adds one more line of a key in the lines of the one header that is chosen: behind the last of its kind, or behind the last
    /// key of all. For keys whose repeats add up.
    /// </summary>
    public ConfEdit AddKey(Func<ConfSectionView, bool> chosen, string key, string value)
    {
        var refusal = Choose(chosen, out var section);
        refusal = ConfKeyStyle.RefuseKey(key) ?? ConfKeyStyle.RefuseValue(value) ?? refusal;
        if (refusal is not null)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var behind = section!.Entries.Select((e, i) => ConfText.EqualsIgnoreCase(e.Key, key) ? i : -1).DefaultIfEmpty(-1).Max();
        return InsertKey(section, behind < 0 ? section.Entries.Count - 1 : behind, key, value);
    }

    /// <summary>
    /// Makes the keys of the one header that is chosen exactly these, in this order. Lines at the beginning and at the end that
    /// are so already stay as they are.
    /// </summary>
    public ConfEdit ReplaceKeys(Func<ConfSectionView, bool> chosen, IReadOnlyList<(string Key, string Value)> keys)
    {
        var refusal = Choose(chosen, out var section);
        refusal = keys.Select(k => ConfKeyStyle.RefuseKey(k.Key) ?? ConfKeyStyle.RefuseValue(k.Value)).FirstOrDefault(r => r is not null) ?? refusal;
        if (refusal is not null)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var old = section!.Entries;
        var same = 0;
        while (same < old.Count && same < keys.Count && IsAs(section, same, keys[same]))
        {
            same++;
        }

        var sameEnd = 0;
        while (same + sameEnd < old.Count && same + sameEnd < keys.Count && IsAs(section, old.Count - 1 - sameEnd, keys[keys.Count - 1 - sameEnd]))
        {
            sameEnd++;
        }

        var removed = Enumerable.Range(same, old.Count - sameEnd - same).Select(i => Removal(Lines.All[section.KeyLines[i]]));
        var added = keys.Skip(same).Take(keys.Count - sameEnd - same).ToList();
        var splices = added.Count == 0 ? removed : removed.Append(Insertion(section, same - 1, added));
        return Checked(ConfEdit.Of(this, splices), section, keys);
    }

    /// <summary>
    /// Takes away every line of a key, in the lines of the one header that is chosen, comments behind the value included. Where
    /// the key is not there, nothing changes.
    /// </summary>
    public ConfEdit RemoveKey(Func<ConfSectionView, bool> chosen, string key)
    {
        if (Choose(chosen, out var section) is { } refusal)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var removed = new List<ConfSplice>();
        for (var i = 0; i < section!.Entries.Count; i++)
        {
            if (ConfText.EqualsIgnoreCase(section.Entries[i].Key, key))
            {
                removed.Add(Removal(Lines.All[section.KeyLines[i]]));
            }
        }

        return Checked(ConfEdit.Of(this, removed), section, Pairs(section).Where(e => !ConfText.EqualsIgnoreCase(e.Key, key)));
    }

    private bool IsAs(ConfSectionView section, int entry, (string Key, string Value) key) =>
        section.Entries[entry].Key == key.Key && section.Entries[entry].Value == key.Value
        && !ConfKeyText.Read(Lines.TextOf(Lines.All[section.KeyLines[entry]]))!.Value.IsAppend;

    private ConfEdit InsertKey(ConfSectionView section, int behind, string key, string value)
    {
        var expected = Pairs(section).ToList();
        expected.Insert(behind + 1, (key, value));
        return Checked(ConfEdit.Of(this, Insertion(section, behind, [(key, value)])), section, expected);
    }

    private static IEnumerable<(string Key, string Value)> Pairs(ConfSectionView section) => section.Entries.Select(e => (e.Key, e.Value));

    /// <summary>Lines in the style of the line before them, of another one of the section, or of any.</summary>
    private ConfSplice Insertion(ConfSectionView section, int behind, IReadOnlyList<(string Key, string Value)> keys)
    {
        var model = behind >= 0 ? section.KeyLines[behind] : section.KeyLines.FirstOrDefault(AnyKeyLine());
        var style = model >= 0 ? ConfKeyStyle.Of(Lines.SourceOf(Lines.All[model])) : ConfKeyStyle.Plain;
        var previous = Lines.All[behind >= 0 ? section.KeyLines[behind] : section.Header];
        var open = previous.End == bytes.Length && !Span.EndsWith((byte)'\n') ? LineEnd : "";
        var text = open + string.Join(LineEnd, keys.Select(k => style.Line(k.Key, k.Value))) + (open.Length > 0 ? "" : LineEnd);
        return new ConfSplice(previous.End, default, ConfText.ToBytes(text));
    }

    private int AnyKeyLine() => Sections.SelectMany(s => s.KeyLines).FirstOrDefault(-1);

    private int LastLineOf(ConfSectionView section, string key, out bool isAppend)
    {
        isAppend = false;
        var found = -1;
        for (var i = 0; i < section.Entries.Count; i++)
        {
            if (ConfText.EqualsIgnoreCase(section.Entries[i].Key, key))
            {
                found = section.KeyLines[i];
                isAppend |= ConfKeyText.Read(Lines.TextOf(Lines.All[found]))!.Value.IsAppend;
            }
        }

        return found;
    }

    private string? Choose(Func<ConfSectionView, bool> chosen, out ConfSectionView? section)
    {
        var found = Sections.Where(chosen).Take(2).ToList();
        section = found.Count == 1 ? found[0] : null;
        return found.Count switch
        {
            0 => RefuseCut(int.MaxValue) ?? $"{Path} has no such section",
            1 => null,
            _ => $"more than one section of {Path} is meant: {found[0].Place} and {found[1].Place}",
        };
    }

    /// <summary>A last look: the section reads as it should, and every line outside it is what it was.</summary>
    private ConfEdit Checked(ConfEdit edit, ConfSectionView section, IEnumerable<(string Key, string Value)> expected)
    {
        var old = Lines.All;
        var now = edit.Document.Lines.All;
        var behind = old.Length - section.End;
        var end = now.Length - behind;
        var same = end > section.Header && edit.Document.Lines.Depth == Lines.Depth;
        for (var i = 0; same && i <= section.Header; i++)
        {
            same = old[i].Kind == now[i].Kind && old[i].TextLength == now[i].TextLength;
        }

        for (var i = 1; same && i <= behind; i++)
        {
            same = old[^i].Kind == now[^i].Kind && old[^i].TextLength == now[^i].TextLength;
        }

        return same && Pairs(ConfSectionView.Of(edit.Document, section.Header, end)).SequenceEqual(expected)
            ? edit
            : ConfEdit.Refused(this, $"a comment in or around [{section.Name}] at {section.Place} is in the way: the line would not be read as written");
    }
}
