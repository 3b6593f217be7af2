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
            return Checked(InsertKey(section!, section!.Entries.Count - 1, key, value));
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
        var follows = Span[start - 1];
        text = text.StartsWith('>') && follows == '=' ? " " + text : text;
        return Checked(ConfEdit.Of(this, new ConfSplice(start, Slice(start, length), ConfText.ToBytes(text))));
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

        return Checked(ConfEdit.Of(this, removed));
    }

    private ConfEdit InsertKey(ConfSectionView section, int behind, string key, string value)
    {
        var model = behind >= 0 ? section.KeyLines[behind] : AnyKeyLine();
        var style = model >= 0 ? ConfKeyStyle.Of(Lines.SourceOf(Lines.All[model])) : ConfKeyStyle.Plain;
        var previous = Lines.All[behind >= 0 ? section.KeyLines[behind] : section.Header];
        var open = previous.End == bytes.Length && !Span.EndsWith((byte)'\n') ? LineEnd : "";
        var end = open.Length > 0 ? "" : LineEnd;
        return ConfEdit.Of(this, new ConfSplice(previous.End, default, ConfText.ToBytes(open + style.Line(key, value) + end)));
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

    /// <summary>A last look: an edit of keys leaves the headers as they are, and cuts nothing off.</summary>
    private ConfEdit Checked(ConfEdit edit) =>
        edit.Document.Sections.Select(s => s.Name).SequenceEqual(Sections.Select(s => s.Name), StringComparer.Ordinal)
        && edit.Document.Lines.Depth == Lines.Depth
            ? edit
            : ConfEdit.Refused(this, "a block comment goes over the line");
}
