using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Rows in columns that are as wide as they must be; plain text, for a terminal and a pipe alike.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static void Add(PlainLines text, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(heads).Select(r => r.Select(PlainText.Line).ToList()).ToList();
        var widths = Enumerable.Range(0, heads.Count).Select(c => all.Max(r => r[c].Length)).ToList();
        foreach (var row in all)
        {
            text.Add(string.Join(Gap, row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        }
    }
}
