namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Splits as Asterisk's ast_strsep does: separators within quotes do not count, and quotes around a part fall away. An empty text has no
/// parts; whether there is one behind a separator at the end is a matter of the dialect.
/// </summary>
internal static class FilterText
{
    public static List<string> Split(string text, char separator, ConfDialect dialect)
    {
        var parts = new List<string>();
        var rest = text.Length == 0 ? null : text;
        while (rest is { Length: > 0 } || (rest is not null && dialect.KeepsEmptyEnds))
        {
            var quotes = new Stack<char>();
            var at = 0;
            for (; at < rest.Length; at++)
            {
                if (rest[at] == '\\')
                {
                    at += 2;
                    if (at >= rest.Length)
                    {
                        break;
                    }
                }

                if (quotes.Count > 0 && rest[at] == quotes.Peek())
                {
                    quotes.Pop();
                }
                else if (rest[at] is '\'' or '"')
                {
                    quotes.Push(rest[at]);
                }
                else if (rest[at] == separator && quotes.Count == 0)
                {
                    break;
                }
            }

            parts.Add(Unquoted(rest[..Math.Min(at, rest.Length)]));
            rest = at < rest.Length ? rest[(at + 1)..] : null;
        }

        return parts;
    }

    private static string Unquoted(string part)
    {
        part = part.Trim([.. Enumerable.Range(1, 32).Select(i => (char)i)]);
        return part.Length >= 2 && part[0] is '\'' or '"' && part[^1] == part[0] ? part[1..^1] : part;
    }
}
