using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads who listens, a line each: <c>bound=SOCKET holder=KIND process=NUMBER program=NAME</c>. The socket is as <c>/proc/net/tcp</c> and
/// <c>tcp6</c> print it, the kind <c>asterisk</c> or <c>other</c>, and the name goes to the end of the line. A listener whose holder is
/// hidden from us has a line without one, and is passed over.
/// </summary>
public static class PortText
{
    private const string Program = " program=";

    public static EquatableArray<PortHolder> Parse(string text) => text.Split('\n').Select(Holder).OfType<PortHolder>().ToEquatableArray();

    private static PortHolder? Holder(string line)
    {
        var end = line.IndexOf(Program, StringComparison.Ordinal);
        var words = end < 0 ? [] : line[..end].Split(' ').Select(w => w.Split('=', 2)).ToList();
        if (words.Count == 0 || words.Exists(w => w.Length < 2))
        {
            return null;
        }

        var values = words.ToLookup(w => w[0], w => w[1], StringComparer.Ordinal);
        return values["holder"].FirstOrDefault() is ("asterisk" or "other") and var kind
            && values["bound"].FirstOrDefault() is { } socket && Socket(socket) is { } bound
            && int.TryParse(values["process"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                ? new PortHolder(bound, process, line[(end + Program.Length)..], kind == "asterisk")
                : null;
    }

    /// <summary>A socket as <c>/proc/net/tcp</c> and <c>tcp6</c> print it; null where it is none.</summary>
    /// <remarks>
    /// Each four bytes of an address are printed as one number of the processor, which on all that Asterisk runs on is little-endian.
    /// </remarks>
    internal static IPEndPoint? Socket(string printed)
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
