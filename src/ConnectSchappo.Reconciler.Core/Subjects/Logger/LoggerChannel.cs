namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>A file of Asterisk's log and the levels that are to be in it; others may be there too.</summary>
/// <param name="Name">The file, below Asterisk's log directory.</param>
/// <param name="Levels">Names of levels, in lower case and in order.</param>
public sealed record LoggerChannel(string Name, EquatableArray<string> Levels)
{
    /// <summary>Every level that logger.conf knows, in the order in which Asterisk shows them. Source: Asterisk 16.28, 22.10.1.</summary>
    public static EquatableArray<string> KnownLevels { get; } =
        ["debug", "notice", "warning", "error", "verbose", "dtmf", "security", "fax"];

    /// <summary>Levels as a file of Asterisk's or a person has them.</summary>
    public static string Text(IEnumerable<string> levels) => string.Join(',', levels);

    /// <summary>
    /// The levels of one line of logger.conf: without the formatter in brackets before them, and the depth behind <c>verbose</c>; all of
    /// them where it says <c>*</c>. Asterisk passes over a word that it does not know. Source: Asterisk 16.28 main/logger.c, tried.
    /// </summary>
    public static IEnumerable<string> LevelsOf(string line)
    {
        var text = line.TrimStart();
        var words = text[(text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : 0)..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Contains("*", StringComparer.Ordinal) ? KnownLevels
            : words.Select(w => w.Split('(')[0].ToLowerInvariant())
                .Where(w => KnownLevels.Contains(w, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);
    }
}
