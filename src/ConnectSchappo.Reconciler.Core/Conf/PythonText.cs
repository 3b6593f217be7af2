namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Text as Python sees it: fail2ban is written in it.</summary>
internal static class PythonText
{
    /// <summary>str.isspace(): Unicode's white space and the four information separators.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text) => TrimStart(TrimEnd(text));

    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsSpace(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    /// <summary>The lines of a text file in universal newlines mode, each without its end; the last only if it is not empty.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r');
            yield return end < 0 ? text[start..] : text.Substring(start, end);
            start = end < 0 ? text.Length : start + end + 1;
            start += end >= 0 && text[start - 1] == '\r' && start < text.Length && text[start] == '\n' ? 1 : 0;
        }
    }

    private static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsSpace(text[0]))
        {
            text = text[1..];
        }

        return text;
    }
}
