using System.Globalization;
using System.Net;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads who listens, a line each: a socket's address as <c>/proc/net/tcp</c> and <c>tcp6</c> print it, <c>asterisk</c> or <c>other</c>, and number
/// and name of a process that has it open. One whose holder is hidden from us is passed over.
/// </summary>
public static class PortText
{
    public static EquatableArray<PortHolder> Parse(string text) => text.Split('\n').Select(Holder).OfType<PortHolder>().ToEquatableArray();

    private static PortHolder? Holder(string line) =>
        line.Split(' ', 4) is [var socket, var kind, var id, var name] && Bound(socket) is { } bound
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
