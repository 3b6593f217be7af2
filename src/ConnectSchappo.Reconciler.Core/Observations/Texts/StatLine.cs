using System.Globalization;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// A line of <c>stat</c>, as files.sh asks for it: number, size, date, time and zone (of the content, then of the rest), links, mode,
/// owner, group, path.
/// </summary>
internal static class StatLine
{
    /// <summary>Null where there is none.</summary>
    public static string? PathOf(string stat) => stat.IndexOf(" /", StringComparison.Ordinal) is >= 0 and var at ? stat[(at + 1)..] : null;

    /// <summary>In bytes; less than nothing where there is none.</summary>
    public static int SizeOf(string stat) =>
        stat.Split(' ', 3) is [_, var size, _] && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : -1;

    /// <summary>The last so many lines, where the sizes come to a length; null where they do not.</summary>
    public static List<string>? Last(List<string> stats, string number, int length) =>
        int.TryParse(number.AsSpan().TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= stats.Count
            && stats[^count..] is var last && last.TrueForAll(l => SizeOf(l) >= 0) && last.Sum(l => (long)SizeOf(l)) == length
            ? last
            : null;

    /// <summary>The file with that content; null where the line is not whole.</summary>
    public static BoxFile? File(string stat, ReadOnlyMemory<byte> content) =>
        PathOf(stat) is { } path && stat[..^path.Length]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, .., var mode, var owner, var group]
            ? new BoxFile(path, stat, mode, owner, group, content)
            : null;
}
