using System.Net;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Diagnoses;

/// <summary>What host.sh prints, and what is made of it.</summary>
public sealed class HostTextTests
{
    [Fact]
    public void Every_line_that_is_known_is_read()
    {
        var host = HostText.Parse(
            """
            now=1795751568
            address=192.0.2.10
            address=2001:db8::10
            source=10.9.9.9
            session=096433C6:BEEF
            session=0000000000000000FFFF0000096433C6:BEEE
            event=ChallengeResponseFailed 2026-11-27T03:48:25.930+0000 PJSIP 198.51.100.9 250 and more
            event=SuccessfulAuth 2026-11-27T03:48:27.624-0300 SIP 198.51.100.9 250
            log=[2026-11-27 03:48:25] WARNING[1] x.c: a=b
            rule=-P INPUT DROP
            rules=told
            stun=12 0101000c2112a4427265636f6e63696c65722e2e002000080001e1baea12d58f
            turn=
            trial=8 7 asterisk	/var/log/asterisk/messages
            trial=8 - asterisk two	/var/log/other
            """, "stun.example:3478", "turn.example:3478");

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795751568), host.Now);
        Assert.Equal([IPAddress.Parse("192.0.2.10"), IPAddress.Parse("2001:db8::10")], host.Addresses);
        Assert.Equal(IPAddress.Parse("10.9.9.9"), host.Source);
        Assert.Equal(["198.51.100.9:48879", "198.51.100.9:48878"], host.Sessions.Select(s => s.ToString()));
        Assert.Equal(
            [
                new("ChallengeResponseFailed", new(2026, 11, 27, 3, 48, 25, 930, TimeSpan.Zero), "PJSIP", "250 and more",
                    IPAddress.Parse("198.51.100.9")),
                new("SuccessfulAuth", new(2026, 11, 27, 3, 48, 27, 624, TimeSpan.FromHours(-3)), "SIP", "250",
                    IPAddress.Parse("198.51.100.9")),
            ],
            host.Events);
        Assert.Equal(["[2026-11-27 03:48:25] WARNING[1] x.c: a=b"], host.Troubles);
        Assert.Equal(new ServerAnswer("stun.example:3478", TimeSpan.FromMilliseconds(12), IPAddress.Parse("203.0.113.205")), host.Stun);
        Assert.Equal(new ServerAnswer("turn.example:3478", null, null), host.Turn);
        Assert.True(host.Filter.TryGet(out var filter));
        Assert.False(filter.Decide(new Packet(true, IPAddress.Loopback, 1)).IsLetIn);
        Assert.Equal(
            [
                new("asterisk", "/var/log/asterisk/messages", 8, 7),
                new("asterisk two", "/var/log/other", 8, null),
            ],
            host.Trials);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now=x\nnow=99999999999999\naddress=here\nsource=\nsession=12\nsession=zz:1")]
    [InlineData("event=a\nevent=a b c d e\nstun=x y\ntrial=a b c\n=\n==")]
    public void What_is_none_of_it_is_passed_over(string text)
    {
        var host = HostText.Parse(text, "s", null);

        Assert.Null(host.Now);
        Assert.Empty(host.Addresses.Concat([host.Source]).OfType<IPAddress>());
        Assert.Empty(host.Sessions);
        Assert.Empty(host.Events);
        Assert.Empty(host.Trials);
        Assert.Null(host.Stun?.Took);
        Assert.Null(host.Turn);
        Assert.NotNull(host.Filter.Missing);
    }

    [Theory]
    [InlineData("0101000c2112a4427265636f6e63696c65722e2e000100080001c0acc0000205", "192.0.2.5")] // MAPPED-ADDRESS
    [InlineData("0101000c2112a4427265636f6e63696c65722e2e0020000800020000c0000205", null)] // another family
    [InlineData("0101000c2112a4427265636f6e63696c65722e2e802200035a5a5a00002000080001e1baea12d58f",
        "203.0.113.205")] // behind another attribute
    [InlineData("0101000c2112a4427265636f6e63696c65722e2e0020ffff0001", null)]
    [InlineData("01", null)]
    [InlineData("0", null)]
    [InlineData("zz", null)]
    public void A_STUN_servers_answer_has_an_address_or_none(string bytes, string? address) =>
        Assert.Equal(address, HostText.Parse($"stun=1 {bytes}", "s", null).Stun?.Mapped?.ToString());

    [Theory]
    [InlineData("          901-00000000       00:00:05 ulaw        0       1    0   0.000    256       0    0   0.000   0.000",
        "901-00000000 5 0 256")]
    [InlineData(" 0c4c55db 250-00000003       01:02:03 opus      512       0    0   0.000      0       0    0   0.000   0.000",
        "250-00000003 3723 512 0")]
    [InlineData(" BridgeId ChannelId ........ UpTime.. Codec.   Count    Lost Pct  Jitter   Count    Lost Pct  Jitter RTT....", null)]
    [InlineData("No objects found.", null)]
    [InlineData("", null)]
    public void A_channels_packets_are_counted_in_both_directions(string line, string? stream) => Assert.Equal(
        stream, SoundStream.Read(line) is { } read ? FormattableString.Invariant(
            $"{read.Channel} {read.Up.TotalSeconds} {read.Received} {read.Sent}") : null);
}
