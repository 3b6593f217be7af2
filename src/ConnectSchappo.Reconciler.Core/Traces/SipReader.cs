using System.Globalization;

namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>
/// Finds the SIP messages among the lines of a console. PJSIP's logger says how many bytes a message has, so that no sender can feign the
/// beginning of another; chan_sip's debug ends one with a line of its own.
/// </summary>
/// <remarks>Source: Asterisk 16.28 and 22.10 (res_pjsip_logger.c), and chan_sip of 16.28, tried.</remarks>
public sealed class SipReader
{
    /// <summary>What the Call-ID of our own packets begins with, by which the guard sees that a person has the logger on.</summary>
    public const string OurCallId = "reconciler-trace-";

    private const string ChanSip = "chan_sip";
    private const int MostLines = 2000;

    private readonly List<string> lines = [];
    private SipMessage? open;
    private int left; // bytes of PJSIP's message that are still to come; negative for chan_sip

    /// <summary>The message that this line ends; null where it ends none.</summary>
    /// <param name="line">The line, in which nothing is masked but credentials.</param>
    public SipMessage? Add(ConsoleLine line)
    {
        if (open is not null && Continues(line))
        {
            return left == 0 ? End() : null;
        }

        var ended = End();
        if (Begin(line) is { } begun)
        {
            (open, left) = begun;
        }

        return ended;
    }

    /// <summary>Whether the last line was of a message, or began one.</summary>
    public bool IsWithin => open is not null;

    /// <summary>The message that was not ended; null where there is none.</summary>
    public SipMessage? End()
    {
        while (lines.Count > 0 && lines[^1].Length == 0 && lines.Count > 1 && lines[^2].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        var ended = open is { } message && lines.Count > 0 ? message with { Lines = [.. lines] } : null;
        (open, left) = (null, 0);
        lines.Clear();
        return ended is null || ended.CallId.StartsWith(OurCallId, StringComparison.Ordinal) ? null : ended;
    }

    private bool Continues(ConsoleLine line)
    {
        if (left >= 0)
        {
            left = Math.Max(0, left - line.Length);
        }
        else if (line.Text is "<------------->" or "---" or "<------------>")
        {
            left = 0;
            return true;
        }
        else if (Begin(line) is not null)
        {
            return false;
        }

        if (lines.Count < MostLines && (lines.Count > 0 || line.Text.Length > 0))
        {
            lines.Add(line.Text);
        }

        return true;
    }

    private static (SipMessage Message, int Length)? Begin(ConsoleLine line) => OfPjsip(line) ?? OfChanSip(line);

    // <--- Received SIP request (201 bytes) from UDP:127.0.0.1:5999 --->
    private static (SipMessage Message, int Length)? OfPjsip(ConsoleLine line)
    {
        var words = line.Text.Split(' ', 10);
        return words is ["<---", "Received" or "Transmitting", "SIP", "request" or "response", ['(', .. var bytes], "bytes)",
                "from" or "to", var peer, "--->"]
            && int.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? (Message(line, words[1] == "Received", peer, "pjsip"), length)
            : null;
    }

    // <--- SIP read from UDP:127.0.0.1:53886 --->
    // <--- Transmitting (no NAT) to 198.51.100.9:5060 --->
    // Reliably Transmitting (NAT) to 198.51.100.9:5060:
    // Retransmitting #1 (NAT) to 198.51.100.9:5060:
    private static (SipMessage Message, int Length)? OfChanSip(ConsoleLine line)
    {
        const string read = "<--- SIP read from ";
        var text = line.Text;
        if (text.StartsWith(read, StringComparison.Ordinal) && text.EndsWith(" --->", StringComparison.Ordinal))
        {
            return (Message(line, true, text[read.Length..^" --->".Length], ChanSip), -1);
        }

        var isSent = text.StartsWith("<--- Transmitting (", StringComparison.Ordinal)
            || text.StartsWith("<--- Reliably Transmitting (", StringComparison.Ordinal)
            || text.StartsWith("Transmitting (", StringComparison.Ordinal)
            || text.StartsWith("Reliably Transmitting (", StringComparison.Ordinal)
            || text.StartsWith("Retransmitting #", StringComparison.Ordinal);
        var to = text.IndexOf(") to ", StringComparison.Ordinal);
        return isSent && to > 0
            ? (Message(line, false, text[(to + ") to ".Length)..].Replace(" --->", "", StringComparison.Ordinal).TrimEnd(':'), ChanSip), -1)
            : null;
    }

    private static SipMessage Message(ConsoleLine line, bool isReceived, string peer, string driver) =>
        new() { Time = line.Time, IsReceived = isReceived, Peer = peer, Driver = driver, Heading = line.Text, Lines = [] };
}
