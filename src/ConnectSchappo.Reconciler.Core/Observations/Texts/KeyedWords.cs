namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>A line of words <c>KEY=VALUE</c> that a box printed; other words of it, and a key that comes again, are left aside.</summary>
/// <param name="line">The line.</param>
/// <param name="last">The key of which the value may hold blanks, and goes to the end of the line; null where none does.</param>
public sealed class KeyedWords(string line, string? last = null)
{
    private readonly Dictionary<string, string> values = Words(line, last)
        .Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The value of a key; null where the line has none.</summary>
    public string? this[string key] => values.GetValueOrDefault(key);

    private static IEnumerable<string> Words(string line, string? last)
    {
        var at = last is null ? -1 : $" {line}".IndexOf($" {last}=", StringComparison.Ordinal);
        return at < 0 ? line.Split(' ') : line[..at].Split(' ').Append(line[at..]);
    }
}
