using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Somebody else's text inside our sentence: short, on one line, and harmless to a terminal.</summary>
internal static class Shown
{
    public static string Text(string text, int most = 60)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (shown.Length >= most)
            {
                return shown.Append('…').ToString();
            }

            // Backticks are ours: they hold the quotation.
            shown.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '`' => "'",
                _ when char.IsControl(c) || char.IsSurrogate(c)
                    || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return shown.ToString();
    }

    /// <summary><c>a, b or c</c>, each in backticks.</summary>
    public static Message Choice(params IReadOnlyList<string> names) =>
        names.Count < 2 ? List(names) : $"{names.Take(names.Count - 1).Select(Quoted).ToEquatableArray()} or {Quoted(names[^1])}";

    /// <summary><c>a, b, c</c>, each in backticks.</summary>
    public static Message List(IEnumerable<string> names) => $"{names.Select(Quoted).ToEquatableArray()}";

    private static Message Quoted(string name) => $"`{name}`";
}
