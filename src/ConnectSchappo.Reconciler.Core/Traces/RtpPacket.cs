using System.Globalization;

namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>A packet of sound that Asterisk has got or sent, as its debug shows it.</summary>
/// <param name="Time">When, as the console has it.</param>
/// <param name="IsReceived">Whether Asterisk has got it.</param>
/// <param name="Peer">Address and port of the other end.</param>
/// <param name="Type">Its payload type.</param>
/// <param name="Sequence">Its number, 0 to 65535; null where it is not told, as of what is passed on without being looked at.</param>
public readonly record struct RtpPacket(string Time, bool IsReceived, string Peer, int Type, int? Sequence)
{
    /// <summary>The packet that a line speaks of; null where it speaks of none.</summary>
    /// <remarks>Source: res_rtp_asterisk.c of 16.28 and 22.10, tried.</remarks>
    public static RtpPacket? Read(ConsoleLine line)
    {
        // Got  RTP packet from    192.0.2.1:4000 (type 00, seq 001234, ts 000160, len 000160)
        // Sent RTP packet to      192.0.2.1:4000 (via ICE) (type 00, seq 001234, ts 000160, len 000160)
        // Sent RTP P2P packet to 192.0.2.1:4000 (type 00, len 000160)
        var words = line.Text.Split(' ', 12, StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["Got" or "Sent", "RTP", ..])
        {
            return null;
        }

        var peer = Array.FindIndex(words, w => w is "from" or "to");
        if (peer is < 2 or > 4 || peer + 1 >= words.Length || Number(line.Text, "(type ") is not (>= 0 and <= 127 and var type))
        {
            return null;
        }

        return new(line.Time, words[0] == "Got", words[peer + 1], type, Number(line.Text, " seq ") is { } number ? number & 0xFFFF : null);
    }

    private static int? Number(string text, string before)
    {
        var begin = text.IndexOf(before, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        begin += before.Length;
        var end = begin;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - begin < 10)
        {
            end++;
        }

        var digits = text.AsSpan(begin, end - begin);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
