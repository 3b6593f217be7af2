using System.Buffers;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The password in a URI (RFC 3261, 3986): <c>sip:250:PASSWORD@host</c>, <c>https://user:PASSWORD@host</c>.</summary>
public static class UriPassword
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t<>\",'()");

    /// <summary>Whether a text has one.</summary>
    public static bool IsIn(string text) => First(text, 0) is not null;

    /// <summary>The same text with a mask in place of each. Linear in its length.</summary>
    public static string Mask(string text, string mask)
    {
        var masked = new StringBuilder();
        var from = 0;
        while (First(text, from) is { } found)
        {
            masked.Append(text, from, found.Start - from).Append(mask);
            from = found.End;
        }

        return from == 0 ? text : masked.Append(text, from, text.Length - from).ToString();
    }

    private static (int Start, int End)? First(string text, int from)
    {
        for (var at = from; at + 4 < text.Length; at++)
        {
            if ((text[at] is not ('s' or 'S') || !IsScheme(text, at)) && !(text[at] == '/' && text[at + 1] == '/'))
            {
                continue;
            }

            var begin = text[at] == '/' ? at + 2 : text.IndexOf(':', at) + 1;
            var end = text.AsSpan(begin).IndexOfAny(Ends) is >= 0 and var length ? begin + length : text.Length;
            var host = text.AsSpan(begin, end - begin).LastIndexOf('@');
            var colon = host < 0 ? -1 : text.AsSpan(begin, host).IndexOf(':');
            if (colon >= 0)
            {
                return (begin + colon + 1, begin + host);
            }

            at = Math.Max(at, end - 1);
        }

        return null;
    }

    private static bool IsScheme(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && (string.Compare(text, at, "sip:", 0, 4, StringComparison.OrdinalIgnoreCase) == 0
            || string.Compare(text, at, "sips:", 0, 5, StringComparison.OrdinalIgnoreCase) == 0);
}
