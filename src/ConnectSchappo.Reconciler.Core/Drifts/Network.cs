using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Addresses and networks as fail2ban prints them: <c>127.0.0.1/8</c> shows as <c>127.0.0.0/8</c>; Asterisk writes
/// <c>127.0.0.0/255.0.0.0</c>.
/// </summary>
public static class Network
{
    /// <summary>The one spelling: host bits cleared, a whole address without its prefix length, anything else as it is.</summary>
    public static string Canonical(string text)
    {
        var (address, length) = Split(text);
        if (address is null)
        {
            return text.Trim().ToLowerInvariant();
        }

        var bits = address.GetAddressBytes().Length * 8;
        return length == bits ? address.ToString() : new IPNetwork(Base(address, length), length).ToString();
    }

    /// <summary>Whether an address lies in a network or is that address; false where either is no IP address.</summary>
    public static bool Contains(string network, string address)
    {
        var (start, length) = Split(network);
        return start is not null && IPAddress.TryParse(address, out var ip) && ip.AddressFamily == start.AddressFamily
            && Base(ip, length).Equals(Base(start, length));
    }

    /// <summary>Whether a network holds all of another network or address; a name holds itself alone.</summary>
    public static bool Covers(string network, string other)
    {
        var (outer, inner) = (Split(network), Split(other));
        return outer.Address is { } start && inner.Address is { } address
            ? address.AddressFamily == start.AddressFamily && outer.Length <= inner.Length
                && Base(address, outer.Length).Equals(Base(start, outer.Length))
            : Canonical(network) == Canonical(other);
    }

    /// <summary>Whether it is an address or a network, and no name.</summary>
    public static bool IsNetwork(string text) => Split(text).Address is not null;

    private static (IPAddress? Address, int Length) Split(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address))
        {
            return (null, 0);
        }

        var bits = address.GetAddressBytes().Length * 8;
        if (parts.Length == 1)
        {
            return (address, bits);
        }

        if (address.AddressFamily == AddressFamily.InterNetwork && parts[1].Contains('.', StringComparison.Ordinal)
            && IPAddress.TryParse(parts[1], out var mask))
        {
            // A mask with a hole is no length; such a network is compared as it is written.
            var ones = BitOperations.LeadingZeroCount(~BinaryPrimitives.ReadUInt32BigEndian(mask.GetAddressBytes().AsSpan(0, 4)));
            return mask.AddressFamily == AddressFamily.InterNetwork && mask.GetAddressBytes().Sum(b => BitOperations.PopCount(b)) == ones
                ? (address, ones)
                : (null, 0);
        }

        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length >= 0 && length <= bits
            ? (address, length)
            : (null, 0);
    }

    private static IPAddress Base(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
