namespace ConnectSchappo.Reconciler.Applying;

/// <summary>A line of words <c>KEY=VALUE</c> that a box printed; other words of it, and a key that comes again, are left aside.</summary>
internal sealed class KeyedWords(string line)
{
    private readonly Dictionary<string, string> values = line.Split(' ').Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2)
        .DistinctBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The value of a key; null where the line has none.</summary>
    public string? this[string key] => values.GetValueOrDefault(key);
}
