using System.Globalization;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>A file as it stood on a box: its bytes, and what <c>stat</c> said of it.</summary>
/// <param name="Stat">The whole line that stat printed; two looks with the same line saw the same file.</param>
/// <param name="Mode">The permission bits in octal, such as <c>640</c>.</param>
public sealed record BoxFile(string Path, string Stat, string Mode, string Owner, string Group, ReadOnlyMemory<byte> Content)
{
    private readonly FileContent content = FileContent.Of(Content);

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Content => content.Bytes;

    /// <summary>Lower-case hexadecimal SHA-256 of the content: what compare-and-swap checks on the box with sha256sum.</summary>
    public string Sha256 => content.Sha256;

    /// <summary>
    /// When the content was last written, as far as its date tells: whoever writes may set another. Null where stat said nothing.
    /// </summary>
    public DateTimeOffset? Modified => Time(2);

    /// <summary>When content, owner or rights last changed: the kernel sets it, and nobody else.</summary>
    public DateTimeOffset? Changed => Time(5);

    /// <summary>Whether its times have a fraction of a second, so that two changes within one second differ.</summary>
    public bool HasFractionOfSecond => Stat.Split(' ') is { Length: > 6 } words
        && words[6].Split('.') is [_, var fraction] && fraction.AsSpan().ContainsAnyInRange('1', '9');

    /// <summary>Whether accounts may read it that are neither its owner nor in its group, as far as its directories let them.</summary>
    public bool IsOpenToAll => Mode.Length > 0 && (Mode[^1] - '0' & 4) != 0;

    /// <summary>
    /// How many names (hard links) the file has: with more than one a new file in its place would part them. Null where stat said nothing.
    /// </summary>
    public int? Links =>
        Stat.Split(' ') is { Length: > 8 } words && int.TryParse(words[8], NumberStyles.None, CultureInfo.InvariantCulture, out var links)
            ? links
            : null;

    // inode, size, then date, time and zone, twice: mtime, ctime. .NET reads seven digits of a fraction, stat prints nine.
    private DateTimeOffset? Time(int at)
    {
        var words = Stat.Split(' ');
        return words.Length > at + 2
            && DateTimeOffset.TryParse(
                $"{words[at]} {words[at + 1].Split('.')[0]} {words[at + 2]}", CultureInfo.InvariantCulture, out var time)
            && BoxClock.IsPlausible(time.DateTime)
            ? time
            : null;
    }
}
