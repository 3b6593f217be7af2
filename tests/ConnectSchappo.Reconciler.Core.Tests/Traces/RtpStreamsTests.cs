using ConnectSchappo.Reconciler.Core.Traces;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Traces;

/// <summary>Packets of sound, and what is counted of them.</summary>
public class RtpStreamsTests
{
    [Theory]
    [InlineData("Got  RTP packet from    192.0.2.1:4000 (type 08, seq 065535, ts 000160, len 000160)", true, "192.0.2.1:4000", 8, 65535)]
    [InlineData("Sent RTP packet to      192.0.2.1:4000 (via ICE) (type 00, seq 000001, ts 1, len 160)", false, "192.0.2.1:4000", 0, 1)]
    [InlineData("Sent RTP P2P packet to 192.0.2.1:4000 (type 00, len 000160)", false, "192.0.2.1:4000", 0, null)]
    [InlineData("Sent RTP DTMF packet to [2001:db8::1]:4000 (type 101, seq 2, ts 1, len 4)", false, "[2001:db8::1]:4000", 101, 2)]
    public void A_line_is_a_packet(string line, bool isReceived, string peer, int type, int? sequence) =>
        Assert.Equal(new RtpPacket("t", isReceived, peer, type, sequence), RtpPacket.Read(new("t", line, line.Length)));

    [Theory]
    [InlineData("Got RTP")]
    [InlineData("Sent RTP packet to")]
    [InlineData("Sent RTP packet to 192.0.2.1:1 (type 999)")]
    [InlineData("    -- Called 100")]
    [InlineData("")]
    public void Any_other_line_is_none(string line) => Assert.Null(RtpPacket.Read(new("", line, line.Length)));

    [Theory]
    [InlineData("1 2 3", 3, 0, 0, 0)]
    [InlineData("1 2 5 6", 4, 1, 2, 0)]
    [InlineData("1 3 2 4", 4, 1, 1, 1)]
    [InlineData("65534 65535 0 1", 4, 0, 0, 0)]
    [InlineData("65534 1", 2, 1, 2, 0)]
    [InlineData("1 2 40000 40001", 4, 0, 0, 0)]
    public void Numbers_tell_what_is_missing(string numbers, int packets, int gaps, int missing, int late)
    {
        var streams = new RtpStreams();
        foreach (var number in numbers.Split(' '))
        {
            streams.Add(new("t", true, "192.0.2.1:4000", 0, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
        }

        var (_, received, sent) = Assert.Single(streams.ByPeer);
        Assert.Equal((packets, gaps, missing, late), (received!.Packets, received.Gaps, received.Missing, received.Late));
        Assert.Null(sent);
    }
}
