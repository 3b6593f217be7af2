using System.Security.Cryptography;
using System.Text;

namespace ConnectSchappo.Reconciler.Core;

/// <summary>
/// A value that must reach no log, metric, diff or error. It prints as a mask; only <see cref="Reveal"/> gives the
/// text, so that every place that writes one can be found by that name.
/// </summary>
public readonly struct Secret : IEquatable<Secret>
{
    public const string Mask = "********";

    private readonly string? value;

    public Secret(string value) => this.value = value;

    public bool IsEmpty => string.IsNullOrEmpty(value);

    public string Reveal() => value ?? "";

    /// <summary>Always the mask, whatever the format.</summary>
    public override string ToString() => Mask;

    public bool Equals(Secret other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Reveal()), Encoding.UTF8.GetBytes(other.Reveal()));

    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    /// <summary>The same for every secret: a hash code may be printed, and must tell nothing.</summary>
    public override int GetHashCode() => 0;

    public static bool operator ==(Secret left, Secret right) => left.Equals(right);

    public static bool operator !=(Secret left, Secret right) => !left.Equals(right);
}
