using System.Globalization;
using System.Text;

namespace ConnectSchappo.Reconciler.Core;

/// <summary>
/// Somebody else's text made harmless: what would move a terminal's cursor, colour it, turn the direction of writing or begin another
/// line is shown as an escape, <c>\u001b</c>. These are the control characters (C0, DEL, C1), Unicode's format characters and line and
/// paragraph separators, and halves of surrogates. Done twice it is the same. Inside a string of JSON an escape means what it stands for.
/// </summary>
public static class PlainText
{
    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Escape(text, keepLines: false);

    /// <summary>The same with its line feeds kept.</summary>
    public static string Lines(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        var harmless = 0;
        while (harmless < text.Length && IsPlain(text[harmless], keepLines))
        {
            harmless++;
        }

        if (harmless == text.Length)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, harmless);
        for (var at = harmless; at < text.Length;)
        {
            if (IsPlain(text[at], keepLines))
            {
                escaped.Append(text[at++]);
                continue;
            }

            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = whole ? rune.Utf16SequenceLength : 1;
            if (whole && !IsHarmful(Rune.GetUnicodeCategory(rune)))
            {
                escaped.Append(text, at, length);
            }
            else
            {
                foreach (var c in text.AsSpan(at, length))
                {
                    escaped.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => $"\\u{(int)c:x4}" });
                }
            }

            at += length;
        }

        return escaped.ToString();
    }

    private static bool IsPlain(char c, bool keepLines) =>
        c is >= ' ' and < '\x7f' || (c == '\n' && keepLines)
            || (c > '\x9f' && !char.IsSurrogate(c) && !IsHarmful(CharUnicodeInfo.GetUnicodeCategory(c)));

    private static bool IsHarmful(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate;
}
