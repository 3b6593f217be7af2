using System.Buffers;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>
/// Cuts what a console of Asterisk (<c>asterisk -rT</c>) shows into lines, as it comes. The console clears the line before what it prints,
/// and colours parts of it; both is left out.
/// </summary>
/// <remarks>Source: Asterisk 16.28 and 22.10, tried.</remarks>
public sealed class ConsoleReader
{
    /// <summary>The longest line, in bytes: what is longer is cut into several. Asterisk's own messages end before.</summary>
    public const int LongestLine = 64 * 1024;

    private const int LongestTime = 64;
    private const char Escape = '\e';

    private static readonly SearchValues<char> Never = SearchValues.Create("[]<\"");

    private readonly List<byte> rest = [];

    /// <summary>The lines that are complete now.</summary>
    public IEnumerable<ConsoleLine> Add(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<ConsoleLine>();
        foreach (var b in bytes.Span)
        {
            rest.Add(b);
            if (b == '\n' || rest.Count == LongestLine)
            {
                lines.Add(Take());
            }
        }

        return lines;
    }

    /// <summary>What is left without a line end; nothing where nothing is.</summary>
    public IEnumerable<ConsoleLine> End() => rest.Count == 0 ? [] : [Take()];

    private ConsoleLine Take()
    {
        var raw = Encoding.UTF8.GetString([.. rest]);
        var length = rest.Count;
        rest.Clear();
        var shown = WithoutClearing(raw);
        length -= raw.Length - shown.Length; // what clears is ASCII
        var text = WithoutColours(shown.TrimEnd('\n')).TrimEnd('\r');
        if (!text.StartsWith('[') || text.IndexOf("] ", StringComparison.Ordinal) is not (> 0 and < LongestTime and var end)
            || !IsTime(text.AsSpan(1, end - 1)))
        {
            return new("", text, length);
        }

        return new(text[1..end], text[(end + 2)..], length - Encoding.UTF8.GetByteCount(text.AsSpan(0, end + 2)));
    }

    // dateformat is what strftime takes: whatever it is, a time has digits and a colon, and no other brackets.
    private static bool IsTime(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('0', '9') && text.Contains(':') && text.IndexOfAny(Never) < 0;

    private static string WithoutClearing(string line)
    {
        const string clearing = "\r\e[0K";
        while (line.StartsWith(clearing, StringComparison.Ordinal))
        {
            line = line[clearing.Length..];
        }

        return line;
    }

    // Colours alone: ESC [ digits ; digits m. Whatever else a sender has put there stays, and is shown as what it is.
    private static string WithoutColours(string line)
    {
        if (!line.Contains(Escape, StringComparison.Ordinal))
        {
            return line;
        }

        var kept = new StringBuilder(line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == Escape && at + 1 < line.Length && line[at + 1] == '[')
            {
                var end = at + 2;
                while (end < line.Length && end - at < 12 && (char.IsAsciiDigit(line[end]) || line[end] == ';'))
                {
                    end++;
                }

                if (end < line.Length && line[end] is 'm')
                {
                    at = end;
                    continue;
                }
            }

            kept.Append(line[at]);
        }

        return kept.ToString();
    }
}
