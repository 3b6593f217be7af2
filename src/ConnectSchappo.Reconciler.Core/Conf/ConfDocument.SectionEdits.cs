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
            : ConfEdit.Refused(this, $"a block comment goes over the border of [{gone[0].Name}] at {gone[0].Place}");
    }

    /// <summary>Takes away every header of a name, compared as Asterisk does, without regard to ASCII case.</summary>
    public ConfEdit RemoveSection(string name) => RemoveSections(s => ConfText.EqualsIgnoreCase(s.Name, name));

    /// <summary>
    /// Adds a section behind all others, with a blank line before it and keys in the file's style. Refused where Asterisk would
    /// not come as far, or where the name or a key cannot be written. Whether a parent exists is for
    /// <see cref="ConfTree"/> to see.
    /// </summary>
    /// <param name="name">The section's name.</param>
    /// <param name="options">What stands in the parentheses, like <c>+</c> or a parent; none for none.</param>
    /// <param name="keys">Keys and values in order.</param>
    public ConfEdit AddSection(string name, IReadOnlyList<string> options, IReadOnlyList<(string Key, string Value)> keys)
    {
        if ((ConfKeyStyle.RefuseHeader(name, options) ?? RefuseCut(int.MaxValue)) is { } refusal)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var header = $"[{name}]" + (options.Count > 0 ? $"({string.Join(',', options)})" : "");
        var isApart = Lines.All.Length == 0 || Lines.All[^1].Kind == ConfLineKind.Blank;
        return (isApart ? ConfEdit.None(this) : AppendLine(""))
            .Then(d => d.AppendLine(header))
            .Then(d => keys.Count == 0 ? ConfEdit.None(d) : d.ReplaceKeys(s => s.End == d.Lines.All.Length, keys));
    }

    /// <summary>
    /// Puts a comment line directly above the one header that is chosen: to say whose the section is, or from which revision.
    /// Where it stands there already, nothing changes.
    /// </summary>
    public ConfEdit MarkSection(Func<ConfSectionView, bool> chosen, string mark)
    {
        var refusal = Choose(chosen, out var section);
        refusal = mark.Contains(';', StringComparison.Ordinal) ? "a mark cannot hold a semicolon, which may end a comment" : RefuseLine(mark) ?? refusal;
        if (refusal is not null)
        {
            return ConfEdit.Refused(this, refusal);
        }

        if (section!.Comment.Contains("; " + mark))
        {
            return ConfEdit.None(this);
        }

        var start = Lines.All[section.Header].Start;
        start = start == 0 && Lines.HasByteOrderMark ? 3 : start;
        return ConfEdit.Of(this, new ConfSplice(start, default, ConfText.ToBytes("; " + mark + LineEnd)));
    }

    /// <summary>Takes such a comment line away again, wherever it stands in the block directly above the header.</summary>
    public ConfEdit UnmarkSection(Func<ConfSectionView, bool> chosen, string mark)
    {
        if (Choose(chosen, out var section) is { } refusal)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var at = Enumerable.Range(0, section!.Comment.Count).Where(i => section.Comment[i] == "; " + mark).ToList();
        var first = section.Header - section.Comment.Count;
        return ConfEdit.Of(this, at.Select(i => Removal(Lines.All[first + i])));
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
    internal int StartOfComment(int line)
    {
        while (line > 0 && Lines.All[line - 1].Kind == ConfLineKind.Comment)
        {
            line--;
        }

        return line;
    }

    private string? RefuseDependent(ConfSectionView user, List<ConfSectionView> gone)
    {
        var needed = user.IsAddition ? user.Parents.Append(user.Name) : user.Parents;
        foreach (var name in needed)
        {
            var before = Sections.Where(s => s.Header < user.Header && !s.IsAddition && ConfText.EqualsIgnoreCase(s.Name, name)).ToList();
            if (before.Count > 0 && before.TrueForAll(gone.Contains))
            {
                return $"[{user.Name}] at {user.Place} needs [{name}], which would go";
            }
        }

        return null;
    }

    private static string Meaning(ConfSectionView section) => Meaning(section, Pairs(section));

    private static string Meaning(ConfSectionView section, IEnumerable<(string Key, string Value)> keys) =>
        $"[{section.Name}]({string.Join(',', section.Options)})\n{string.Join('\n', keys.Select(k => $"{k.Key}={k.Value}"))}";
}
