namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Keys: <c>key=value</c>, <c>key=&gt;value</c>, <c>key+=more</c>, <c>\key=value</c>.</content>
internal sealed partial class ConfReader
{
    private bool ReadKey(ConfFrame frame, ConfLines lines, in ConfLine line)
    {
        var text = lines.TextOf(line);
        if (frame.Section is not { } section)
        {
            return Cut(frame, line, ConfProblemCode.NoSection, $"a line before any section");
        }

        if (text.Contains((byte)'\r'))
        {
            Tell(frame, line, ConfProblemCode.CarriageReturn, ConfSeverity.Warning, $"a carriage return inside the line",
                $"it ends no line: all up to the next line feed is one");
        }

        var from = 0;
        if (text[0] == '\\')
        {
            text = text[1..];
            from = 1;

            // cur[0] < 33 on a signed char: bytes above 127 are below 33 too.
            if (text.IsEmpty || text[0] is < 33 or > 127)
            {
                return Cut(frame, line, ConfProblemCode.InvalidEscape, $"a backslash at the line's start with nothing to escape");
            }
        }

        var equals = text[from..].IndexOf((byte)'=') + from;
        if (equals < from)
        {
            Tell(frame, line, ConfProblemCode.NoEquals, ConfSeverity.Warning, $"a line without =", $"the line is ignored");
            return true;
        }

        TellStray(frame, line, section);
        if (equals > from && text[equals - 1] == '+')
        {
            return Add(frame, line, section, ConfText.Strip(text[..(equals - 1)]), text[(equals + 1)..]);
        }

        var value = text[(equals + 1)..];
        if (value.StartsWith((byte)'>'))
        {
            value = value[1..];
        }

        Set(frame, line, section, ConfText.Strip(text[..equals]), value);
        return true;
    }

    private void Set(ConfFrame frame, in ConfLine line, SectionDraft section, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.IsEmpty)
        {
            Tell(frame, line, ConfProblemCode.NoKey, ConfSeverity.Warning, $"a value without a key", $"the line is ignored");
            return;
        }

        entries++;
        section.Entries.Add(ConfEntry.FromRaw(strings.Key(key), strings.Value(ConfText.Strip(value)), PlaceOf(frame, line)));
    }

    /// <summary>
    /// <c>key+=more</c>: Asterisk takes the value of the last key of exactly this spelling, but then writes the sum to the first
    /// key that equals it in name and value without regard to case, where an empty value equals all (ast_variable_update).
    /// </summary>
    private bool Add(ConfFrame frame, in ConfLine line, SectionDraft section, ReadOnlySpan<byte> key, ReadOnlySpan<byte> more)
    {
        // Asterisk walks the section's keys and copies the value for each such line, and so does this.
        appendCost += section.Entries.Count + more.Length;
        var name = strings.Key(key);
        var last = section.Entries.FindLastIndex(e => e.RawKey == name);
        if (last < 0)
        {
            Set(frame, line, section, key, more);
            return true;
        }

        var source = section.Entries[last];
        if ((appendCost += source.RawValue.Length) > MostAppendCost)
        {
            return Endless(PlaceOf(frame, line), $"each += copies all earlier values, until no memory is left");
        }

        var sum = (source.RawValue + System.Text.Encoding.Latin1.GetString(more)).AsSpan().Trim(Blanks).ToString();
        var target = section.Entries.FindIndex(e => ConfText.EqualsIgnoreCase(e.RawKey, name)
            && (source.RawValue.Length == 0 || ConfText.EqualsIgnoreCase(e.RawValue, source.RawValue)));
        var changed = section.Entries[target];
        var place = PlaceOf(frame, line);
        section.Entries[target] = ConfEntry.FromRaw(name, sum, changed.Place) with
        {
            InheritedFrom = changed.InheritedFrom,
            AppendedAt = [.. changed.AppendedAt, place],
        };
        if (target != last)
        {
            Tell(frame, line, ConfProblemCode.AppendElsewhere, ConfSeverity.Warning,
                $"{ConfText.Decode(name)}+= takes the value of {source.Place}",
                $"and writes the sum over the one of {changed.Place}");
        }

        return true;
    }

    private void TellStray(ConfFrame frame, in ConfLine line, SectionDraft section)
    {
        if (frame.IsSettled)
        {
            return;
        }

        frame.IsSettled = true;
        if (frame.Parent is { } parent && !ReferenceEquals(parent.Section, section))
        {
            Tell(frame, line, ConfProblemCode.StrayKey, ConfSeverity.Warning,
                $"a key before any header of {frame.Path}, which is included from {parent.Path}",
                $"it goes to [{ConfText.Decode(section.Name)}] of {section.Place}, where an include before it ended");
        }
    }

    private static ReadOnlySpan<char> Blanks =>
        "\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010"
        + "\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f ";
}
