using System.Globalization;
using System.Net;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>Reads who listens: a socket's address as <c>/proc/net/tcp</c> and <c>tcp6</c> print it, and the process that has it open.</summary>
public static class PortText
{
    /// <param name="socket"><c>ADDRESS:PORT INODE</c>, in hexadecimal but for the inode.</param>
    /// <param name="holder"><c>asterisk</c> or <c>other</c>, the number of its process, and the name of that.</param>
    /// <returns>Null where one of the two is something else.</returns>
    public static PortHolder? Parse(string socket, string holder) =>
        Bound(socket.Split(' ')[0]) is { } bound && holder.Split(' ', 3) is [var kind, var id, var name]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? new PortHolder(bound, process, name, kind == "asterisk")
            : null;

    // Each four bytes of an address are printed as one number of the processor, which on all that Asterisk runs on is little-endian.
    private static IPEndPoint? Bound(string printed)
    {
        if (printed.Split(':') is not [{ Length: 8 or 32 } address, var port]
            || !int.TryParse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            || !address.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var bytes = Convert.FromHexString(address);
        for (var word = 0; word < bytes.Length; word += 4)
        {
            bytes.AsSpan(word, 4).Reverse();
        }

        return new IPEndPoint(new IPAddress(bytes), number);
    }
}
