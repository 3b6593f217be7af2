using System.Security.Cryptography;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Bytes that may hold secrets: they print as their length, and compare by their hash.</summary>
public sealed class SensitiveBytes(ReadOnlyMemory<byte> bytes) : IEquatable<SensitiveBytes>
{
    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    public ReadOnlyMemory<byte> Reveal() => bytes;

    public override string ToString() => $"{bytes.Length} bytes";

    public bool Equals(SensitiveBytes? other) => other is not null && Sha256 == other.Sha256;

    public override bool Equals(object? obj) => Equals(obj as SensitiveBytes);

    public override int GetHashCode() => Sha256.GetHashCode(StringComparison.Ordinal);
}
