using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>In what the versions of Asterisk read a file differently. The default is how 16 reads it.</summary>
/// <param name="KeepsEmptyEnds">
/// Whether the empty text behind the last <c>=</c> or <c>&amp;</c> of a filter counts: <c>[a](+k=)</c> finds the section whose <c>k</c> is
/// anything, and <c>[a](+k=x&amp;)</c> finds none. Before, it is the other way round. Source: ast_strsep in main/utils.c, changed by
/// edf54951be.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConfDialect(bool KeepsEmptyEnds)
{
    /// <summary>How a version reads.</summary>
    /// <param name="series">Its first number.</param>
    /// <param name="minor">Its second one.</param>
    public static ConfDialect Of(int series, int minor) => new(series switch
    {
        18 => minor >= 22,
        20 => minor >= 7,
        21 => minor >= 2,
        _ => series > 21,
    });
}
