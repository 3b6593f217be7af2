using System.Globalization;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>The packets of sound of a channel.</summary>
/// <param name="Channel">Its name, without <c>PJSIP/</c>; Asterisk cuts it after 18 characters.</param>
/// <param name="Up">For how long it has been up.</param>
/// <param name="Received">Packets from the phone.</param>
/// <param name="Sent">Packets to the phone.</param>
public sealed record SoundStream(string Channel, TimeSpan Up, long Received, long Sent)
{
    /// <summary>Reads a line of <c>pjsip show channelstats</c>; null where it is none. Seen on Asterisk 16.28 and 22.10.</summary>
    /// <remarks>[BRIDGE] CHANNEL UPTIME CODEC COUNT LOST PERCENT JITTER COUNT LOST PERCENT JITTER RTT</remarks>
    public static SoundStream? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [.., var channel, var up, _, var received, _, _, _, var sent, _, _, _, _]
            && up.Split(':') is [var hours, var minutes, var seconds]
            && Number(hours) is { } h && Number(minutes) is { } m && Number(seconds) is { } s
            && Number(received) is { } @in && Number(sent) is { } @out
            ? new(channel, new TimeSpan((int)Math.Min(h, 9999), (int)m, (int)s), @in, @out)
            : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
