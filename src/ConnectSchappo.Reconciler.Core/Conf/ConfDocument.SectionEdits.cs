using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Edits of whole sections.</content>
public sealed partial class ConfDocument
{
    /// <summary>
    /// Takes away the headers that are chosen, with their keys and comments. A comment block directly above a header, without a
    /// blank line between, belongs to that header: it goes with a removed one and stays with the next one. Directives stay.
    /// Refused where another header of this file needs a removed one, or where a block comment goes over the seam.
    /// </summary>
    public ConfEdit RemoveSections(Func<ConfSectionView, bool> chosen)
    {
        var byChoice = Sections.ToLookup(chosen);
        var (kept, gone) = (byChoice[false].ToEquatableArray(), byChoice[true].ToList());
        if (gone.Count == 0)
        {
            return Cut is null ? ConfEdit.None(this) : ConfEdit.Refused(this, RefuseCut(int.MaxValue)!);
        }

        if (kept.Select(k => RefuseDependent(k, gone)).FirstOrDefault(r => r is not null) is { } refusal)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var edit = ConfEdit.Of(this, gone.SelectMany(RemovalsOf));
        return edit.Document.Sections.Select(Meaning).SequenceEqual(kept.Select(Meaning), StringComparer.Ordinal)
            ? edit
            : ConfEdit.Refused(this, $"a block comment crosses the end of [{gone[0].Name}] at {gone[0].Place}");
    }

    private IEnumerable<ConfSplice> RemovalsOf(ConfSectionView section)
    {
        var lines = Lines.All;
        var first = StartOfComment(section.Header);
        var end = Math.Min(section.End < lines.Length ? StartOfComment(section.End) : section.End, EndOfOwn(section));
        var removals = new List<ConfSplice>();
        var start = -1;
        for (var i = first; i <= end; i++)
        {
            var goes = i < end && lines[i].Kind != ConfLineKind.Directive;
            if (goes && start < 0)
            {
                start = i == 0 && Lines.HasByteOrderMark ? 3 : lines[i].Start;
            }
            else if (!goes && start >= 0)
            {
                var stop = i < lines.Length ? lines[i].Start : bytes.Length;
                removals.Add(new ConfSplice(start, Slice(start, stop - start), default));
                start = -1;
            }
        }

        return removals;
    }

    // A comment that stands behind a section after a blank line is about something else.
    private int EndOfOwn(ConfSectionView section)
    {
        var lines = Lines.All;
        var behind = section.End;
        while (behind > section.Header + 1 && lines[behind - 1].Kind is ConfLineKind.Blank or ConfLineKind.Comment)
        {
            behind--;
        }

        var isBehindBlank = false;
        for (var i = behind; i < section.End; i++)
        {
            if (isBehindBlank && lines[i].Kind == ConfLineKind.Comment)
            {
                return i;
            }

            isBehindBlank |= lines[i].Kind == ConfLineKind.Blank;
        }

        return section.End;
    }

    /// <summary>The first line of the comment block that stands directly above a line, or the line itself.</summary>
    private int StartOfComment(int line)
    {
        while (line > 0 && Lines.All[line - 1].Kind == ConfLineKind.Comment)
        {
            line--;
        }

        return line;
    }

    private Message? RefuseDependent(ConfSectionView user, List<ConfSectionView> gone)
    {
        var needed = user.IsAddition ? user.Parents.Append(user.Name) : user.Parents;
        foreach (var name in needed)
        {
            var before = Sections.Where(s => s.Header < user.Header && !s.IsAddition && ConfText.EqualsIgnoreCase(s.Name, name)).ToList();
            if (before.Count > 0 && before.TrueForAll(gone.Contains))
            {
                return $"[{user.Name}] at {user.Place} needs [{name}], which would be removed";
            }
        }

        return null;
    }

    private static string Meaning(ConfSectionView section) =>
        $"[{section.Name}]({string.Join(',', section.Options)})\n{string.Join('\n', section.Entries.Select(e => $"{e.Key}={e.Value}"))}";
}
