using System.Buffers.Binary;
using System.Text;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>A host's public key: its type (<c>ssh-ed25519</c>, <c>ssh-rsa</c>, ...) and fingerprint, as a person compares them.</summary>
internal readonly record struct HostKey(string Type, HostKeyFingerprint Fingerprint)
{
    public static HostKey Of(ReadOnlySpan<byte> keyBlob) => new(TypeOf(keyBlob) ?? "unknown", HostKeyFingerprint.Of(keyBlob));

    /// <summary>The type that a key in SSH wire format names itself (RFC 4253 §6.6), or null where it is no such thing.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> keyBlob)
    {
        if (keyBlob.Length < sizeof(int))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(keyBlob);
        var rest = keyBlob[sizeof(int)..];
        return length is > 0 and <= 64 && length <= rest.Length ? Encoding.ASCII.GetString(rest[..(int)length]) : null;
    }

    public override string ToString() => $"{Type} {Fingerprint}";
}
