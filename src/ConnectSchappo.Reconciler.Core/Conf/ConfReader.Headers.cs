using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Headers: <c>[name]</c>, <c>[name](!)</c>, <c>[name](+)</c>, <c>[name](+filter)</c>, <c>[name](parent,...)</c>.</content>
internal sealed partial class ConfReader
{
    /// <summary>char name[80] of struct ast_category.</summary>
    private const int LongestName = 79;

    private bool ReadHeader(ConfFrame frame, ConfLines lines, in ConfLine line)
    {
        var text = lines.TextOf(line);
        var close = text.IndexOf((byte)']');
        if (close < 0)
        {
            return Cut(frame, line, ConfProblemCode.HeaderNotClosed, $"a header without its closing ]");
        }

        frame.IsSettled = true;
        var fullName = Encoding.Latin1.GetString(text[1..close]);
        var rest = text[(close + 1)..];
        string? options = null;
        if (rest.StartsWith((byte)'('))
        {
            var end = rest.IndexOf((byte)')');
            if (end < 0)
            {
                return Cut(frame, line, ConfProblemCode.OptionsNotClosed,
                    $"[{ConfText.Decode(fullName)}] has options without their closing )", fullName);
            }

            options = Encoding.Latin1.GetString(rest[1..end]);
            rest = rest[(end + 1)..];
        }

        TellHeader(frame, line, fullName, rest);
        var draft = new SectionDraft(fullName.Length > LongestName ? fullName[..LongestName] : fullName, PlaceOf(frame, line));
        frame.Section = draft;
        if (options is not null)
        {
            return ReadOptions(frame, line, fullName, draft, options);
        }

        Append(draft);
        return true;
    }

    /// <summary>The options take effect one by one, so that those before a bad one stay where the file is an included one.</summary>
    private bool ReadOptions(ConfFrame frame, in ConfLine line, string name, SectionDraft draft, string options)
    {
        var pending = draft;
        foreach (var option in options.Split(','))
        {
            if (option == "!")
            {
                frame.Section!.IsTemplate = true;
            }
            else if (option.StartsWith('+'))
            {
                var filter = new SectionFilter(option[1..], files.Dialect);
                if (sections.Find(name, filter.Matches) is not { } target)
                {
                    if (!alone)
                    {
                        return Cut(frame, line, ConfProblemCode.AdditionMissing,
                            $"[{ConfText.Decode(name)}]({ConfText.Decode(option)}) adds to a section that does not exist before it",
                            name, option);
                    }

                    target = new SectionDraft(name, PlaceOf(frame, line));
                }

                if (pending is not null)
                {
                    current = target;
                    target.IsTemplate |= pending.IsTemplate;
                    target.Entries.AddRange(pending.Entries);
                    target.AddAddition(PlaceOf(frame, line));
                    pending = null;
                }

                frame.Section = target;
            }
            else if (!Inherit(frame, line, option))
            {
                return false;
            }
        }

        if (pending is not null)
        {
            Append(pending);
        }

        return true;
    }

    private bool Inherit(ConfFrame frame, in ConfLine line, string parent)
    {
        if (sections.Find(parent, static _ => true) is not { } source)
        {
            return alone || Cut(frame, line, ConfProblemCode.ParentMissing,
                $"[{ConfText.Decode(frame.Section!.Name)}] inherits from [{ConfText.Decode(parent)}], which does not exist before it",
                frame.Section.Name, parent);
        }

        if (parent.Length == 0)
        {
            Tell(frame, line, ConfProblemCode.EmptyParent, ConfSeverity.Warning, $"an empty name among the header's options",
                $"the section inherits from the first of all, [{ConfText.Decode(source.Name)}]");
        }

        var section = frame.Section!;
        section.AddParent(source.Name);
        if (ReferenceEquals(source, section) && source.Entries.Count > 0)
        {
            return Endless(PlaceOf(frame, line), $"[{ConfText.Decode(section.Name)}] inherits from itself, which grows while it is copied");
        }

        if ((entries += source.Entries.Count) > MostEntries)
        {
            return Endless(PlaceOf(frame, line), $"templates of templates double their keys until no memory is left");
        }

        var name = ConfText.Decode(source.Name);
        section.Entries.AddRange(source.Entries.Select(e => e with { InheritedFrom = name }));
        return true;
    }

    private void Append(SectionDraft draft)
    {
        sections.Add(draft);
        current = draft;
    }

    private void TellHeader(ConfFrame frame, in ConfLine line, string fullName, ReadOnlySpan<byte> rest)
    {
        if (fullName.Length > LongestName)
        {
            Tell(frame, line, ConfProblemCode.NameTooLong, ConfSeverity.Warning, $"a section's name of more than {LongestName} bytes",
                $"it is cut to {LongestName}, and cannot be added to or inherited from by its full name");
        }

        if (rest.Contains((byte)'\r'))
        {
            Tell(frame, line, ConfProblemCode.CarriageReturn, ConfSeverity.Warning, $"a carriage return inside a header's line",
                $"it ends no line: all up to the next line feed is ignored");
        }
        else if (!rest.IsEmpty)
        {
            Tell(frame, line, ConfProblemCode.TextAfterHeader, ConfSeverity.Warning,
                $"text after [{ConfText.Decode(fullName)}]",
                $"Asterisk ignores it and logs nothing: options must directly follow the ]");
        }
    }
}
