namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// A pattern of file names as glob(3) of the GNU C library reads it, which Asterisk calls with GLOB_NOMAGIC and GLOB_BRACE.
/// </summary>
internal sealed class ConfGlob(string pattern)
{
    private readonly string[] parts = pattern.Split('/');

    public static bool IsPattern(string text) => text.AsSpan().ContainsAny("*?[{");

    public bool Matches(string path)
    {
        var names = path.Split('/');
        if (names.Length != parts.Length)
        {
            return false;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            var hidden = names[i].StartsWith('.') && !parts[i].StartsWith('.');
            if (hidden || !MatchesName(parts[i], names[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The patterns without braces that a pattern with them stands for; an unbalanced brace or <c>{}</c> is itself.</summary>
    public static IEnumerable<string> Expand(string pattern)
    {
        for (var open = 0; (open = pattern.IndexOf('{', open)) >= 0; open++)
        {
            if ((open > 0 && pattern[open - 1] == '\\') || pattern.AsSpan(open).StartsWith("{}"))
            {
                continue;
            }

            var alternatives = Alternatives(pattern, open, out var close);
            return alternatives.Count == 0
                ? [pattern]
                : alternatives.SelectMany(a => Expand(string.Concat(pattern.AsSpan(0, open), a, pattern.AsSpan(close + 1))));
        }

        return [pattern];
    }

    public static string Unescape(string pattern)
    {
        var at = pattern.IndexOf('\\', StringComparison.Ordinal);
        return at < 0 || at + 1 == pattern.Length
            ? pattern
            : string.Concat(pattern.AsSpan(0, at), pattern.AsSpan(at + 1, 1), Unescape(pattern[(at + 2)..]));
    }

    private static List<string> Alternatives(string pattern, int open, out int close)
    {
        var (found, depth, start) = (new List<string>(), 0, open + 1);
        for (close = open + 1; close < pattern.Length; close++)
        {
            var c = pattern[close];
            if (c == '\\')
            {
                close++;
            }
            else if (c == '{')
            {
                depth++;
            }
            else if (c == '}' && depth-- == 0)
            {
                found.Add(pattern[start..close]);
                return found;
            }
            else if (c == ',' && depth == 0)
            {
                found.Add(pattern[start..close]);
                start = close + 1;
            }
        }

        return [];
    }

    /// <summary>fnmatch(3), with one point to come back to: a later star makes an earlier one's choices final.</summary>
    private static bool MatchesName(string pattern, string name)
    {
        var (p, n, star, starName) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, starName) = (p++, n);
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, name[n], out var next))
            {
                (p, n) = (next, n + 1);
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++starName);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static bool MatchesOne(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case '?':
                return true;
            case '\\' when next < pattern.Length:
                return pattern[next++] == c;
            case '[' when pattern.IndexOf(']', Math.Min(pattern.Length, at + (IsNegated(pattern, at) ? 3 : 2))) is var end and > 0:
                next = end + 1;
                return InSet(pattern.AsSpan(at + 1, end - at - 1), c);
            default:
                return pattern[at] == c;
        }
    }

    private static bool IsNegated(string pattern, int at) => at + 1 < pattern.Length && pattern[at + 1] is '!' or '^';

    private static bool InSet(ReadOnlySpan<char> set, char c)
    {
        var negated = set[0] is '!' or '^';
        set = negated ? set[1..] : set;
        var found = false;
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                found |= c >= set[i] && c <= set[i + 2];
                i += 2;
            }
            else
            {
                found |= set[i] == c;
            }
        }

        return found != negated;
    }
}
