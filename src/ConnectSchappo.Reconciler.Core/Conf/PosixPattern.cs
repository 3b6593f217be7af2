using System.Text;
using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// POSIX extended regular expressions of the GNU C library, as far as they can stand in a header: without groups, since a
/// parenthesis ends the header's options, and without ranges of repeats, since a comma does.
/// </summary>
internal static class PosixPattern
{
    private static readonly (string Name, string Set)[] Classes =
    [
        ("[:alpha:]", "A-Za-z"), ("[:digit:]", "0-9"), ("[:alnum:]", "A-Za-z0-9"), ("[:upper:]", "A-Z"), ("[:lower:]", "a-z"),
        ("[:space:]", "\\t-\\r "), ("[:blank:]", "\\t "), ("[:xdigit:]", "0-9A-Fa-f"), ("[:punct:]", "!-/:-@\\[-`{-~"),
    ];

    /// <summary>
    /// The same pattern for .NET, over strings of a byte a character and without backtracking, or null where it is none, or one that
    /// nothing matches.
    /// </summary>
    public static Regex? Compile(string pattern)
    {
        var translated = new StringBuilder();
        var repeats = "";
        var canRepeat = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c is '*' or '+' or '?')
            {
                if (!canRepeat)
                {
                    return null;
                }

                repeats += c;
                continue;
            }

            Repeat(translated, ref repeats);
            canRepeat = c is not ('^' or '$' or '|');
            if (c == '(')
            {
                return null;
            }

            if (c == '{')
            {
                var close = pattern.IndexOf('}', i);
                if (close < i + 2 || i == 0 || pattern.AsSpan(i + 1, close - i - 1).ContainsAnyExceptInRange('0', '9'))
                {
                    return null;
                }

                translated.Append(pattern, i, close + 1 - i);
                i = close;
                continue;
            }

            if (c == '[')
            {
                var end = EndOfSet(pattern, i);
                if (end < 0)
                {
                    return null;
                }

                AppendSet(translated, pattern[(i + 1)..end]);
                i = end;
            }
            else if (c == '\\' && i + 1 < pattern.Length)
            {
                translated.Append(Regex.Escape(pattern[++i].ToString()));
            }
            else
            {
                translated.Append(c switch { '.' or '|' or '^' => c.ToString(), '$' => "\\z", _ => Regex.Escape(c.ToString()) });
            }
        }

        Repeat(translated, ref repeats);
        try
        {
            return new Regex(
                translated.ToString(),
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline,
                TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            // It counts further than a line of Asterisk's is long (8191 bytes): nothing can match it.
            return null;
        }
    }

    /// <summary>Repeats of repeats, which mean one of the three again.</summary>
    private static void Repeat(StringBuilder translated, ref string repeats)
    {
        if (repeats.Length > 0)
        {
            translated.Append(repeats.AsSpan().ContainsAnyExcept(repeats[0]) ? '*' : repeats[0]);
        }

        repeats = "";
    }

    private static int EndOfSet(string pattern, int open)
    {
        var at = open + 1;
        at += at < pattern.Length && pattern[at] == '^' ? 1 : 0;
        for (at++; at < pattern.Length && pattern[at] != ']'; at++)
        {
            var named = pattern[at] == '[' || pattern[at - 1] == '[' ? pattern.IndexOf(":]", at, StringComparison.Ordinal) : -1;
            at = named > 0 && pattern.AsSpan(at - 1, 2).Contains(':') ? named + 1 : at;
        }

        return at < pattern.Length ? at : -1;
    }

    private static void AppendSet(StringBuilder translated, string set)
    {
        translated.Append('[').Append(set.StartsWith('^') ? "^" : "");
        for (var i = set.StartsWith('^') ? 1 : 0; i < set.Length; i++)
        {
            if (Array.Find(Classes, c => set.AsSpan(i).StartsWith(c.Name)) is { Name: { } name } known)
            {
                translated.Append(known.Set);
                i += name.Length - 1;
            }
            else
            {
                translated.Append(set[i] is '\\' or '[' or ']' or '^' ? $"\\{set[i]}" : set[i].ToString());
            }
        }

        translated.Append(']');
    }
}
