using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <content>Edits of whole lines.</content>
public sealed partial class ConfDocument
{
    /// <summary>
    /// Puts a line before all others, behind a byte order mark, with the file's own line end. It is read whatever is broken
    /// further down.
    /// </summary>
    public ConfEdit InsertFirstLine(string line)
    {
        if (RefuseLine(line) is { } refusal)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var offset = Lines.HasByteOrderMark ? 3 : 0;
        return ConfEdit.Of(this, new ConfSplice(offset, default, ConfText.ToBytes(line + LineEnd)));
    }

    /// <summary>
    /// Puts a line behind all others. Refused where Asterisk would not come as far, because the file is cut before its end.
    /// </summary>
    public ConfEdit AppendLine(string line)
    {
        if ((RefuseLine(line) ?? RefuseCut(int.MaxValue)) is { } refusal)
        {
            return ConfEdit.Refused(this, refusal);
        }

        var open = bytes.Length > (Lines.HasByteOrderMark ? 3 : 0) && !Span.EndsWith((byte)'\n') ? LineEnd : "";
        return ConfEdit.Of(this, new ConfSplice(bytes.Length, default, ConfText.ToBytes(open + line + LineEnd)));
    }

    /// <summary>
    /// Takes away every <c>#include</c> and <c>#tryinclude</c> of a file, by the name that stands there. One in a comment is none.
    /// Where there is none, nothing changes.
    /// </summary>
    public ConfEdit RemoveInclude(string target)
    {
        var removed = new List<ConfSplice>();
        foreach (ref readonly var line in Lines.All)
        {
            if (line.Kind == ConfLineKind.Directive
                && ConfDirective.Read(Lines.TextOf(line)) is { Kind: ConfIncludeKind.Include or ConfIncludeKind.TryInclude } directive
                && directive.Target == target)
            {
                removed.Add(Removal(line));
            }
        }

        return ConfEdit.Of(this, removed);
    }

    /// <summary>The line end of the file's first line; a line feed where it has none.</summary>
    internal string LineEnd
    {
        get
        {
            var feed = Span.IndexOf((byte)'\n');
            return feed > 0 && Span[feed - 1] == '\r' ? "\r\n" : "\n";
        }
    }

    /// <summary>The whole line but a byte order mark, which belongs to the file.</summary>
    private ConfSplice Removal(in ConfLine line)
    {
        var start = line.Start == 0 && Lines.HasByteOrderMark ? 3 : line.Start;
        return new ConfSplice(start, Slice(start, line.End - start), default);
    }

    private static Message? RefuseLine(string line) =>
        line.AsSpan().ContainsAny('\n', '\r', '\0') ? $"a line cannot hold a line end or a NUL byte"
        : ConfText.ToBytes(line).Length > ConfLines.LongestLine - 2
        ? (Message)$"a line of more than {ConfLines.LongestLine - 2} bytes is ignored by Asterisk"
        : null;

    private Message? RefuseCut(int line) =>
        Cut is { } cut && cut.Place.Line <= line ? (Message)$"Asterisk does not read as far: {cut}" : null;
}
