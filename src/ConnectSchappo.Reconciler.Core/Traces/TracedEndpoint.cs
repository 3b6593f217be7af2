using System.Buffers;

namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>
/// What of a trace concerns one endpoint: messages with its user, all of their dialogs, and what comes from an address of it. A softphone
/// behind a WebSocket has a user of chance in its contact, so that its address tells. Addresses are learned from what it sends.
/// </summary>
/// <param name="extension">Its number, as users and channels have it.</param>
public sealed class TracedEndpoint(string extension)
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(";>\" ,");

    // Whatever a box sends, this much is kept.
    private const int Most = 10_000;

    private readonly HashSet<string> calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a contact from Asterisk's database, as <c>database show</c> prints it.</summary>
    public void AddContact(string line)
    {
        // PJSIP: /registrar/contact/250;@HASH : {"via_addr":"198.51.100.9","via_port":44616,"uri":"sip:x@198.51.100.9:44616;...",...}
        // chan_sip: /SIP/Registry/250 : 198.51.100.9:5060:3600:250:sip:250@198.51.100.9:5060
        var host = After(line, "\"via_addr\":\"", '"');
        var port = After(line, "\"via_port\":", ',').Trim('"');
        if (host.Length > 0)
        {
            Learn($"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        }

        // A backslash before each slash and colon is JSON's business; the address of a URI has neither.
        foreach (var part in line.Split('@').Skip(1))
        {
            Learn(part[..(part.AsSpan().IndexOfAny(Ends) is >= 0 and var end ? end : part.Length)]);
        }

        if (line.Split(" : ", 2) is [_, var entry] && entry.TrimStart().Split(':') is [var address, var at, ..] && !entry.Contains('{'))
        {
            Learn($"{address.Trim()}:{at}");
        }
    }

    /// <summary>Whether a message is the endpoint's, or of one of its dialogs.</summary>
    public bool Concerns(SipMessage message)
    {
        var peer = Address(message.Peer);
        var isOurs = SipUser.Of(message.From) == extension
            || SipUser.Of(message.To) == extension
            || (!message.IsResponse && SipUser.Of(message.First) == extension)
            || message.Headers("Contact", "m").Any(c => SipUser.Of(c) == extension)
            || message.Headers("Authorization", "").Concat(message.Headers("Proxy-Authorization", ""))
                .Any(a => After(a, "username=\"", '"') == extension);
        if (isOurs && message.IsReceived && !message.IsResponse && SipUser.Of(message.From) == extension)
        {
            Learn(peer);
        }

        if ((isOurs || addresses.Contains(peer)) && message.CallId.Length > 0 && calls.Count < Most)
        {
            calls.Add(message.CallId);
        }

        return isOurs || addresses.Contains(peer) || calls.Contains(message.CallId);
    }

    /// <summary>Whether a packet of sound comes from, or goes to, a host of the endpoint: its ports differ from those of SIP.</summary>
    public bool Concerns(RtpPacket packet) => addresses.Any(a => Host(a).Equals(Host(packet.Peer), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a line names the endpoint, as a word of its own, or an address of it.</summary>
    public bool Concerns(string line)
    {
        for (var at = 0; (at = line.IndexOf(extension, at, StringComparison.Ordinal)) >= 0; at += extension.Length)
        {
            var end = at + extension.Length;
            if ((at == 0 || !IsOfWord(line[at - 1])) && (end == line.Length || !IsOfWord(line[end])))
            {
                return true;
            }
        }

        return addresses.Any(a => line.Contains(a, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether any address of it is known.</summary>
    public bool HasAddress => addresses.Count > 0;

    private void Learn(string address)
    {
        if (addresses.Count < Most && address.Length > 3 && address.Contains(':', StringComparison.Ordinal))
        {
            addresses.Add(address);
        }
    }

    // UDP:192.0.2.1:5060 without its transport.
    private static string Address(string peer) =>
        peer.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && peer.AsSpan(0, colon).IndexOfAnyInRange('0', '9') < 0
            && peer[0] != '[' && peer.AsSpan(colon + 1).Contains(':')
            ? peer[(colon + 1)..] : peer;

    private static string Host(string address) => address[..Math.Max(0, address.LastIndexOf(':'))];

    private static string After(string text, string before, char until)
    {
        var begin = text.IndexOf(before, StringComparison.OrdinalIgnoreCase);
        if (begin < 0)
        {
            return "";
        }

        begin += before.Length;
        return text.IndexOf(until, begin) is >= 0 and var end ? text[begin..end] : "";
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c == '.';
}
