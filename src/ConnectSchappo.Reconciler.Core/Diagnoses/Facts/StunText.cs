using System.Buffers.Binary;
using System.Net;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>Reads the answer of a STUN server.</summary>
/// <remarks>Source: RFC 5389, sections 6, 15.1 and 15.2.</remarks>
internal static class StunText
{
    private const int Header = 20;
    private const int Cookie = 0x2112A442;
    private const int MappedAddress = 0x0001;
    private const int XorMappedAddress = 0x0020;

    /// <summary>The address that the server saw the question come from.</summary>
    /// <param name="hexadecimal">The bytes of the answer.</param>
    /// <returns>Null where it says none.</returns>
    public static IPAddress? Mapped(string hexadecimal)
    {
        if (hexadecimal.Length % 2 != 0 || !hexadecimal.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        ReadOnlySpan<byte> answer = Convert.FromHexString(hexadecimal);
        IPAddress? plain = null;
        for (var at = Header; at + 4 <= answer.Length;)
        {
            var (type, length) = (BinaryPrimitives.ReadUInt16BigEndian(answer[at..]),
                BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 2)..]));
            at += 4;

            // Of IPv4 alone: one byte that is zero, the family, the port and the address.
            if (type is MappedAddress or XorMappedAddress && length == 8 && at + 8 <= answer.Length && answer[at + 1] == 1)
            {
                var address = BinaryPrimitives.ReadUInt32BigEndian(answer[(at + 4)..]);
                if (type == XorMappedAddress)
                {
                    return Of(address ^ Cookie);
                }

                plain = Of(address);
            }

            at += (length + 3) / 4 * 4;
        }

        return plain;
    }

    private static IPAddress Of(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes);
    }
}
