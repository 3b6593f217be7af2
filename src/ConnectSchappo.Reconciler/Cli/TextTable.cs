namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Rows in columns that are as wide as they must be; plain text, for a terminal and a pipe alike.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static string Of(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(heads).ToList();
        var widths = Enumerable.Range(0, heads.Count).Select(c => all.Max(r => r[c].Length)).ToList();
        return string.Concat(all.Select(r => string.Join(Gap, r.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd() + "\n"));
    }
}
