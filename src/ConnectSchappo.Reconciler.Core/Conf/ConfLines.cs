using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// A file's lines as Asterisk reads them, each with the text that is left of it. Together they cover every byte once.
/// </summary>
internal sealed class ConfLines
{
    /// <summary>A line of more bytes than this, line feed included, does not fit Asterisk's buffer.</summary>
    public const int LongestLine = 8191;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly List<ConfLine> lines;
    private readonly List<byte> rewritten = [];
    private readonly CommentScanner comments;

    private ConfLines(ReadOnlyMemory<byte> bytes, CommentScanner comments, bool skipsByteOrderMark)
    {
        this.bytes = bytes;
        this.comments = comments;
        HasByteOrderMark = bytes.Span.StartsWith(ByteOrderMark);
        SkipsByteOrderMark = skipsByteOrderMark;
        lines = new List<ConfLine>(bytes.Span.Count((byte)'\n') + 1);
        Read();
        (OpenedAt, Depth, StrayEndAt, StrayEndColumn, IsEndless) =
            (comments.OpenedAt, comments.Depth, comments.StrayEndAt, comments.StrayEndColumn, comments.IsEndless);
    }

    public ReadOnlySpan<ConfLine> All => CollectionsMarshal.AsSpan(lines);

    public bool HasByteOrderMark { get; }

    public bool SkipsByteOrderMark { get; }

    /// <summary>The line of the comment that is still open at the end, or 0.</summary>
    public int OpenedAt { get; }

    /// <summary>How many block comments are open at the end; below zero after an end without a beginning.</summary>
    public int Depth { get; }

    public int StrayEndAt { get; }

    public int StrayEndColumn { get; }

    public bool IsEndless { get; }

    /// <summary>The state of the comments at the end, which a glob carries into its next file.</summary>
    public CommentScanner Comments => comments;

    /// <summary>
    /// Reads a file by itself, or as a later one of a glob, where Asterisk carries an open comment from file to file and does
    /// not look for a byte order mark any more.
    /// </summary>
    public static ConfLines Read(ReadOnlyMemory<byte> bytes, CommentScanner? carried = null) =>
        new(bytes, carried ?? new CommentScanner(), skipsByteOrderMark: carried is null);

    public ReadOnlySpan<byte> TextOf(in ConfLine line) =>
        line.IsRewritten
            ? CollectionsMarshal.AsSpan(rewritten).Slice(line.TextStart, line.TextLength)
            : bytes.Span.Slice(line.TextStart, line.TextLength);

    private void Read()
    {
        var span = bytes.Span;
        var (at, number, lineStart) = (0, 1, 0);
        while (at < span.Length && !comments.IsEndless)
        {
            var feed = span[at..].IndexOf((byte)'\n');
            var length = feed < 0 ? span.Length - at : feed + 1;
            if (length > LongestLine || (length == LongestLine && feed < 0))
            {
                length = ReadLong(at, number, lineStart);
            }
            else
            {
                ReadLine(at, length, number, lineStart);
            }

            at += length;
            if (span[at - 1] == '\n')
            {
                number++;
                lineStart = at;
            }
        }

        if (at < span.Length)
        {
            lines.Add(new ConfLine { Start = at, Length = span.Length - at, Number = number, Kind = ConfLineKind.Comment, Column = 1 });
        }
    }

    /// <summary>
    /// Asterisk fills its buffer and takes the text up to the first NUL for the line: what follows the buffer is a line of its
    /// own. Without a NUL it skips buffers until one is not full.
    /// </summary>
    private int ReadLong(int at, int number, int lineStart)
    {
        var span = bytes.Span;
        if (span.Slice(at, LongestLine).Contains((byte)0))
        {
            ReadLine(at, LongestLine, number, lineStart);
            return LongestLine;
        }

        var length = LongestLine;
        while (at + length < span.Length)
        {
            var rest = span[(at + length)..];
            var feed = rest.IndexOf((byte)'\n');
            var piece = Math.Min(feed < 0 ? rest.Length : feed + 1, LongestLine);
            length += piece;
            if (piece < LongestLine || rest[piece - 1] == '\n' || rest[..piece].Contains((byte)0))
            {
                break;
            }
        }

        lines.Add(new ConfLine { Start = at, Length = length, Number = number, Kind = ConfLineKind.TooLong, Column = at - lineStart + 1 });
        return length;
    }

    private void ReadLine(int at, int length, int number, int lineStart)
    {
        var start = SkipsByteOrderMark && at == 0 && HasByteOrderMark ? ByteOrderMark.Length : at;
        var text = bytes.Span[start..(at + length)];
        var nul = text.IndexOf((byte)0);
        if (nul >= 0)
        {
            text = text[..nul];
        }

        var semicolon = text.IndexOf((byte)';');
        var isComment = comments.Depth != 0;
        if (semicolon >= 0 && comments.Depth == 0 && IsPlain(text, semicolon))
        {
            isComment = true;
            text = text[..semicolon];
            semicolon = -1;
        }

        var line = new ConfLine
        {
            Start = at,
            Length = length,
            Number = number,
            Kind = ConfLineKind.Blank,
            Column = 1,
            HasNul = nul >= 0,
        };
        if (semicolon >= 0)
        {
            lines.Add(Rewritten(line, start, text.Length, lineStart));
            return;
        }

        var stripped = comments.Depth != 0 ? [] : ConfText.Strip(text);
        if (stripped.IsEmpty)
        {
            lines.Add(line with { Kind = isComment ? ConfLineKind.Comment : ConfLineKind.Blank });
            return;
        }

        var textStart = start + text.IndexOf(stripped[0]);
        lines.Add(line with
        {
            Kind = KindOf(stripped[0]),
            TextStart = textStart,
            TextLength = stripped.Length,
            Column = textStart - lineStart + 1,
        });
    }

    private ConfLine Rewritten(ConfLine line, int start, int length, int lineStart)
    {
        comments.Scan(bytes.Slice(start, length), line.Number);
        var stripped = ConfText.Strip(comments.Kept);
        if (stripped.IsEmpty)
        {
            return line with { Kind = ConfLineKind.Comment };
        }

        var textStart = rewritten.Count;
        rewritten.AddRange(stripped);
        return line with
        {
            Kind = KindOf(stripped[0]),
            IsRewritten = true,
            TextStart = textStart,
            TextLength = stripped.Length,
            Column = start - lineStart + comments.FirstKept + 1,
        };
    }

    /// <summary>A comment to the line's end: neither escaped nor a block's beginning or end.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> text, int semicolon) =>
        !(semicolon > 0 && text[semicolon - 1] == '\\')
        && !CommentScanner.BeginsBlock(text, semicolon)
        && !(semicolon >= 2 && text[semicolon - 1] == '-' && text[semicolon - 2] == '-');

    private static ConfLineKind KindOf(byte first) => first switch
    {
        (byte)'[' => ConfLineKind.Header,
        (byte)'#' => ConfLineKind.Directive,
        _ => ConfLineKind.Key,
    };
}
