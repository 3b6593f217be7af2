using System.Text;
using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// POSIX extended regular expressions, as far as they can stand in a header: without groups, since a parenthesis ends the
/// header's options, and without ranges of repeats, since a comma does.
/// </summary>
internal static class PosixPattern
{
    /// <summary>The same pattern for .NET, over strings of a byte a character and without backtracking, or null where it is none.</summary>
    public static Regex? Compile(string pattern)
    {
        var translated = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
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
            else if (".*+?|^".Contains(c, StringComparison.Ordinal))
            {
                translated.Append(c);
            }
            else
            {
                translated.Append(c switch { '$' => "\\z", '(' => "(", '{' => "{", '}' => "}", _ => Regex.Escape(c.ToString()) });
            }
        }

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
    }

    private static int EndOfSet(string pattern, int open)
    {
        var from = open + 1;
        from += from < pattern.Length && pattern[from] == '^' ? 1 : 0;
        return from + 1 <= pattern.Length ? pattern.IndexOf(']', Math.Min(from + 1, pattern.Length)) : -1;
    }

    private static void AppendSet(StringBuilder translated, string set)
    {
        translated.Append('[').Append(set.StartsWith('^') ? "^" : "");
        foreach (var c in set.StartsWith('^') ? set[1..] : set)
        {
            translated.Append(c is '\\' or '[' or ']' or '^' ? $"\\{c}" : c.ToString());
        }

        translated.Append(']');
    }
}
