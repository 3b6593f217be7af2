using System.Buffers;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Takes the comments out of a line, byte for byte as Asterisk 16 does (config_text_file_load in main/config.c): <c>;</c> to the
/// line's end, <c>;-- ... --;</c> over lines and nested, <c>\;</c> for a semicolon. The depth lives from line to line, and below
/// zero it goes when a block ends that never began.
/// </summary>
internal sealed class CommentScanner
{
    /// <summary>At this depth Asterisk logs an error, does not move on, and so logs it for ever (MAX_NESTED_COMMENTS).</summary>
    public const int EndlessDepth = 128;

    private readonly ArrayBufferWriter<byte> kept = new();
    private readonly List<int> openedAt = [];
    private ReadOnlyMemory<byte> line;
    private bool reading;
    private bool hidden;

    public int Depth { get; private set; }

    /// <summary>The line where the innermost open comment begins; 0 where none is open, or it began in a file before.</summary>
    public int OpenedAt => Depth > 0 && openedAt.Count >= Depth ? openedAt[Depth - 1] : 0;

    /// <summary>The line of the first block end without a beginning, or 0.</summary>
    public int StrayEndAt { get; private set; }

    public int StrayEndColumn { get; private set; }

    /// <summary>The line of the last one: a block that begins in between lets Asterisk read on.</summary>
    public int LastStrayEndAt { get; private set; }

    public bool IsEndless { get; private set; }

    /// <summary>What is left of the last line that was scanned.</summary>
    public ReadOnlySpan<byte> Kept => kept.WrittenSpan;

    /// <summary>Where in the line the first byte above a blank stood that was kept.</summary>
    public int FirstKept { get; private set; }

    /// <summary>A scanner that goes on where this one stands, for the next file of a glob.</summary>
    public CommentScanner Continue()
    {
        var next = new CommentScanner { Depth = Depth };
        next.openedAt.AddRange(openedAt.Select(_ => 0)); // lines of another file
        return next;
    }

    public void Scan(ReadOnlyMemory<byte> lineText, int number)
    {
        line = lineText;
        kept.ResetWrittenCount();
        FirstKept = -1;
        reading = Depth == 0;
        hidden = false;
        var span = lineText.Span;
        var from = 0;
        while (!IsEndless)
        {
            var at = span[from..].IndexOf((byte)';');
            if (at < 0)
            {
                Keep(from, span.Length);
                return;
            }

            at += from;
            if (at > from && span[at - 1] == '\\')
            {
                Keep(from, at - 1);
                Keep(at, at + 1);
                from = at + 1;
            }
            else if (BeginsBlock(span, at))
            {
                Keep(from, at);
                from = at + 3;
                Open(number);
            }
            else if (at >= from + 2 && span[at - 1] == '-' && span[at - 2] == '-')
            {
                Close(from, at, number);
                from = at + 1;
            }
            else if (Depth == 0)
            {
                Keep(from, at);
                return;
            }
            else
            {
                Keep(from, at + 1);
                from = at + 1;
            }
        }
    }

    /// <summary><c>;--</c>, but not <c>;---</c>, which is a line drawn by hand.</summary>
    public static bool BeginsBlock(ReadOnlySpan<byte> line, int at) =>
        at + 2 < line.Length && line[at + 1] == '-' && line[at + 2] == '-' && !(at + 3 < line.Length && line[at + 3] == '-');

    private void Open(int number)
    {
        if (Depth >= EndlessDepth)
        {
            IsEndless = true;
            return;
        }

        hidden = true;
        Depth++;
        if (Depth > 0)
        {
            openedAt.RemoveRange(Depth - 1, openedAt.Count - (Depth - 1));
            openedAt.Add(number);
        }
    }

    private void Close(int from, int at, int number)
    {
        Depth--;
        if (Depth == 0)
        {
            reading = true;
            hidden = false;
            return;
        }

        if (Depth == -1)
        {
            LastStrayEndAt = number;
            if (StrayEndAt == 0)
            {
                (StrayEndAt, StrayEndColumn) = (number, at - 1);
            }
        }

        Keep(from, at + 1);
    }

    private void Keep(int from, int to)
    {
        if (!reading || hidden)
        {
            return;
        }

        var span = line.Span[from..to];
        kept.Write(span);
        for (var i = 0; FirstKept < 0 && i < span.Length; i++)
        {
            if (span[i] >= 33)
            {
                FirstKept = from + i;
            }
        }
    }
}
