using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// What Asterisk reads at once: a line, or a part of one where it is long and holds NUL bytes. Its text is what is left when
/// comments are gone and blanks stripped; it lies in the file, or among the rewritten texts where a comment or an escape stood
/// inside it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConfLine
{
    /// <summary>Where it begins in the file, in bytes.</summary>
    public required int Start { get; init; }

    /// <summary>Its length in bytes, line feed included.</summary>
    public required int Length { get; init; }

    public int End => Start + Length;

    /// <summary>The line's number from 1, as an editor counts.</summary>
    public required int Number { get; init; }

    public required ConfLineKind Kind { get; init; }

    /// <summary>The text lies among the rewritten texts, not in the file.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>A NUL hid the end of the line from Asterisk.</summary>
    public bool HasNul { get; init; }

    public int TextStart { get; init; }

    public int TextLength { get; init; }

    /// <summary>The column, from 1, of the text's first byte.</summary>
    public int Column { get; init; }
}
