using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

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
    public static Message? RefusalOfValue(string text)
    {
        if (text.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            return $"It contains a line break, and Asterisk would read what follows as another line.";
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not '\t' and not '\u0085')
            {
                return $"It contains a control character.";
            }
        }

        if (text.Length > 0 && (text[0] is ' ' or '\t' || text[^1] is ' ' or '\t'))
        {
            return $"It begins or ends with a blank, which Asterisk removes.";
        }

        if (text.StartsWith('>'))
        {
            return $"It begins with `>`, which Asterisk reads as a part of `=>`.";
        }

        return Encoding.UTF8.GetByteCount(text) > ValueBytes
            ? (Message)$"It is longer than {ValueBytes} bytes, and Asterisk skips lines of 8191 bytes."
            : null;
    }

    /// <summary>Why a text cannot be the name of a PJSIP object, or null where it can.</summary>
    public static Message? RefusalOfName(string text)
    {
        if (text.Length == 0)
        {
            return $"It is empty.";
        }

        if (Reserved.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return $"Asterisk reads settings from the section [{text.ToLowerInvariant()}].";
        }

        // A comma separates names where one object refers to others; the rest ends or opens something in the file.
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '[' or ']' or '(' or ')' or ';' or ',' or '"' or '\\' or '<' or '>')
            {
                return $"It contains `{Shown.Text(c.ToString())}`; letters, digits and `. _ - + @ * #` are safe.";
            }
        }

        return text.Length > NameBytes
            ? (Message)($"It has {text.Length} bytes, and Asterisk cuts the name of a section at {NameBytes} bytes: "
                + $"two long names could become one.")
            : null;
    }
}
