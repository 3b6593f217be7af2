using System.Runtime.InteropServices;
using ConnectSchappo.Reconciler.Core.Catalogue;

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
    /// <summary>How a version reads; null, one that is not known, as 16 does.</summary>
    public static ConfDialect Of(AsteriskVersion? version) => new(version is { } known && known.Series switch
    {
        18 => known.Minor >= 22,
        20 => known.Minor >= 7,
        21 => known.Minor >= 2,
        _ => known.Series > 21,
    });
}
