using System.Text;

namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>
/// What text can stand on one line of an Asterisk file. A <c>;</c> can, escaped when it is written; what is refused here cannot stand
/// there in any spelling. Found by experiment on Asterisk 16.28 with AMI GetConfig: blanks around a value are stripped, a NUL drops the
/// rest, a line of 8191 bytes is skipped whole, a section's name is cut at 79 bytes.
/// </summary>
internal static class ConfText
{
    /// <summary>Leaves room on the line for the option's name.</summary>
    private const int ValueBytes = 7900;

    private const int NameBytes = 79;

    // Sections that Asterisk's modules read by their name, in sip.conf, pjsip.conf and extensions.conf. A name of one namespace reaches the
    // others: an endpoint is taken out of chan_sip, and [global](+) of somebody's file adds to the first section of that name.
    private static readonly string[] Reserved = ["general", "authentication", "global", "globals", "system"];

    /// <summary>Why a text cannot be a value, or null where it can.</summary>
    public static string? RefusalOfValue(string text)
    {
        if (text.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            return "It holds a line break, and what follows would be read as a line of its own.";
        }

        if (text.Any(c => char.IsControl(c) && c is not '\t' and not '\u0085'))
        {
            return "It holds a control character.";
        }

        if (text.Length > 0 && (text[0] is ' ' or '\t' || text[^1] is ' ' or '\t'))
        {
            return "It begins or ends with a blank, which Asterisk strips.";
        }

        if (text.StartsWith('>'))
        {
            return "It begins with `>`, which Asterisk takes for a part of `=>`.";
        }

        return Encoding.UTF8.GetByteCount(text) > ValueBytes ? $"It is longer than {ValueBytes} bytes; Asterisk skips lines of 8191." : null;
    }

    /// <summary>Why a text cannot be the name of a PJSIP object, or null where it can.</summary>
    public static string? RefusalOfName(string text)
    {
        if (text.Length == 0)
        {
            return "It is empty.";
        }

        if (Reserved.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return $"Asterisk has a section [{text.ToLowerInvariant()}] of its own, which holds settings and nobody's name.";
        }

        // A comma separates names where one object refers to others; the rest ends or opens something in the file.
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '[' or ']' or '(' or ')' or ';' or ',' or '"' or '\\' or '<' or '>')
            {
                return $"It holds `{Shown.Text(c.ToString())}`; letters, digits and `. _ - + @ * #` are safe.";
            }
        }

        return text.Length > NameBytes ? $"It has {text.Length} bytes; Asterisk cuts a section's name at {NameBytes}, so that two long ones become one." : null;
    }
}
