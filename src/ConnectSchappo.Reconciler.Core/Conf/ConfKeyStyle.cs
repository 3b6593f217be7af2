using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>How the lines around write a key: what stands before it, and between it and its value.</summary>
internal sealed record ConfKeyStyle(string Indent, string Between)
{
    public static ConfKeyStyle Plain { get; } = new("", "=");

    /// <summary>The style of a line of key and value, as it stands in the file.</summary>
    public static ConfKeyStyle Of(ReadOnlySpan<byte> source)
    {
        var text = Encoding.Latin1.GetString(source);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || text.AsSpan(0, equals).Contains(';') || (equals > 0 && text[equals - 1] == '+'))
        {
            return Plain;
        }

        var arrow = equals + 1 < text.Length && text[equals + 1] == '>';
        var key = text[..equals];
        var value = text[(equals + (arrow ? 2 : 1))..];
        var indent = key[..^key.TrimStart(' ', '\t').Length];
        var before = key[key.TrimEnd(' ', '\t').Length..];
        var trimmed = value.TrimStart(' ', '\t');
        var after = trimmed.Length == 0 ? before : value[..^trimmed.Length];
        return new ConfKeyStyle(indent, $"{before}{(arrow ? "=>" : "=")}{after}");
    }

    public string Line(string key, string value)
    {
        var escaped = Escape(value);
        var apart = Between.EndsWith('=') && escaped.StartsWith('>') ? " " : "";
        var escape = key[0] is '[' or '#' or '\\' ? "\\" : "";
        return $"{Indent}{escape}{key}{Between}{apart}{escaped}";
    }

    /// <summary>A semicolon begins a comment unless a backslash stands before it.</summary>
    public static string Escape(string value) => value.Replace(";", "\\;", StringComparison.Ordinal);

    public static string? RefuseKey(string key) =>
        key.Length == 0 || key.AsSpan().ContainsAny('=', ';', '\n') || key.Any(c => c < ' ') || key[0] is ' ' || key[^1] is ' ' or '+'
            ? "a key cannot be empty, hold = or ; or a control character, begin with a blank or end with a blank or a plus"
            : null;

    public static string? RefuseHeader(string name, IReadOnlyList<string> options) =>
        ConfText.ToBytes(name).Length is 0 or > 79 || name.AsSpan().ContainsAny(']', ';') || name.Any(c => c < ' ')
            ? "a section's name has 1 to 79 bytes and cannot hold ] or ; or a control character"
        : options.Any(o => o.Length == 0 || o.AsSpan().ContainsAny(')', ',', ';') || o.Any(c => c < ' '))
            ? "a header's option cannot be empty or hold ) , ; or a control character"
        : null;

    public static string? RefuseValue(string value) =>
        value.AsSpan().ContainsAny('\n', '\r', '\0') ? "a value cannot hold a line end or a NUL byte"
        : value.Length > 0 && (value[0] <= ' ' || value[^1] <= ' ') ? "Asterisk strips blanks around a value: one that needs them cannot be written"
        : ConfText.ToBytes(Escape(value)).Length > 7000 ? "the line would be longer than Asterisk reads"
        : null;

    /// <summary>
    /// Where the value stands in a line, without blanks and the comment behind it; null where a block comment stands inside.
    /// </summary>
    public static (int Start, int Length)? ValueIn(ReadOnlySpan<byte> source)
    {
        var from = source.IndexOf((byte)'=') + 1;
        if (ConfText.Strip(source).StartsWith((byte)'\\'))
        {
            // An escaped first character may be the = itself.
            var first = source.IndexOf((byte)'\\') + 2;
            from = source[first..].IndexOf((byte)'=') + first + 1;
        }

        from += from < source.Length && source[from] == '>' ? 1 : 0;
        var end = source.Length;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == ';' && !(i > 0 && source[i - 1] == '\\'))
            {
                if (i < from || CommentScanner.BeginsBlock(source, i) || (i >= 2 && source[i - 1] == '-' && source[i - 2] == '-'))
                {
                    return null;
                }

                end = i;
                break;
            }
        }

        var value = source[from..end];
        var stripped = ConfText.Strip(value);
        var start = stripped.IsEmpty ? LeadingBlanks(value) : value.IndexOf(stripped[0]);
        return (from + start, stripped.Length);
    }

    /// <summary>The blanks between a value and the comment behind it; 0 where there is none, or where tabs stand between.</summary>
    public static int GapBehind(ReadOnlySpan<byte> rest)
    {
        var gap = rest.IndexOfAnyExcept((byte)' ');
        return gap > 0 && rest[gap] == ';' ? gap : 0;
    }

    /// <summary>Where an empty value is to be filled in: behind one blank, so that a comment keeps its distance.</summary>
    private static int LeadingBlanks(ReadOnlySpan<byte> value) => value.Length > 1 ? 1 : 0;
}
