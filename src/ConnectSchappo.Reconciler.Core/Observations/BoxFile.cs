using System.Security.Cryptography;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>A file as it stood on a box: its bytes, and what <c>stat</c> said of it.</summary>
/// <param name="Stat">The whole line that stat printed; two looks with the same line saw the same file.</param>
/// <param name="Mode">The permission bits in octal, such as <c>640</c>.</param>
public sealed record BoxFile(string Path, string Stat, string Mode, string Owner, string Group, ReadOnlyMemory<byte> Content)
{
    /// <summary>Lower-case hexadecimal SHA-256 of the content: what compare-and-swap checks on the box with sha256sum.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span));
}
