using System.Net;
using System.Net.Sockets;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>
/// Addresses and networks of a whitelist. .NET, like most libraries, takes <c>10.1</c> for 10.0.0.1 and <c>010.0.0.1</c> for 8.0.0.1, so
/// an address has to be spelled as it would be printed.
/// </summary>
internal static class NetworkText
{
    /// <summary>A network this wide protects nearly everybody: shorter prefixes are refused.</summary>
    private const int WidestIPv4 = 8;

    private const int WidestIPv6 = 16;

    public static void Check(Located text, ProblemList problems)
    {
        var parts = text.Text.Split('/');
        if (parts.Length > 2 || Address(parts[0]) is not { } address)
        {
            problems.Add(
                ProblemKinds.BadAddress, text.Place,
                ((Message)$"`{Shown.Text(text.Text)}` is not an address or network.").Then(Guess(parts[0])));
            return;
        }

        if (parts.Length == 1)
        {
            if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            {
                problems.Add(ProblemKinds.BadAddress, text.Place, $"`{text.Text}` is not the address of a host.");
            }

            return;
        }

        var bits = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        if (Prefix(parts[1], bits) is not { } prefix)
        {
            problems.Add(
                ProblemKinds.BadAddress, text.Place, $"`{Shown.Text(text.Text)}` is not a network.",
                $"Write a number from 0 to {bits} after the slash.");
            return;
        }

        if (prefix < (bits == 32 ? WidestIPv4 : WidestIPv6))
        {
            problems.Add(ProblemKinds.WhitelistTooWide, text.Place, $"With `{text.Text}` fail2ban could not ban {Share(prefix)}.");
            return;
        }

        var network = Masked(address, prefix);
        // Everybody writes 127.0.0.1/8 and nobody misreads it; it is in fail2ban's own example.
        if (!network.Equals(address) && text.Text is not "127.0.0.1/8")
        {
            problems.Add(
                ProblemKinds.HostBits, text.Place, $"`{text.Text}` has bits set beyond its prefix, so it means `{network}/{prefix}`.",
                $"Write `{network}/{prefix}` for the network, or `{address}` for the one address.");
        }
    }

    /// <summary>An address in the one spelling that every program reads alike, or null.</summary>
    public static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && !text.Contains('%', StringComparison.Ordinal)
            && (address.AddressFamily is AddressFamily.InterNetworkV6
                ? text.Contains(':', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)
                : address.ToString() == text)
            ? address
            : null;

    /// <summary>What a look-alike would silently mean, as a sentence; null where it looks like no address.</summary>
    public static Message? Guess(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c is '.') && IPAddress.TryParse(text, out var address) && address.ToString() != text
            ? (Message)$"Some programs would read it as {address}, and others would refuse it."
            : null;

    private static int? Prefix(string text, int bits) =>
        text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0') && int.Parse(text) <= bits
            ? int.Parse(text)
            : null;

    private static Message Share(int prefix) =>
        prefix == 0 ? (Message)$"any address" : $"one of every {1L << Math.Min(prefix, 62)} addresses of the Internet";

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(prefix - (8 * i), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
