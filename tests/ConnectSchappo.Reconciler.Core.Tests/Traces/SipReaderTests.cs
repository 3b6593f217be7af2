using System.Text;
using ConnectSchappo.Reconciler.Core.Traces;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Traces;

/// <summary>What a console of Asterisk shows, and the messages that are found in it: as 16.28 and 22.10 print it.</summary>
public class SipReaderTests
{
    private const string Time = "[2026-11-27 03:54:44] ";
    private const string Options = "OPTIONS sip:127.0.0.1 SIP/2.0\r\nCall-ID: q1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public void Pjsip_says_how_long_a_message_is()
    {
        var messages = Read(Pjsip(Options, "Received SIP request", "from WSS:198.51.100.9:44616")
            + $"\r\e[0K{Time}\e[1;33mNOTICE\e[0m[756]: res_pjsip.c: Request 'OPTIONS' failed\n"
            + Pjsip(
                "SIP/2.0 401 Unauthorized\r\ni: q1\r\nCSeq: 1 OPTIONS\r\n\r\n",
                "Transmitting SIP response", "to UDP:[2001:db8::1]:5060"));

        Assert.Equal(
            [
                (true, "WSS:198.51.100.9:44616", "OPTIONS", "q1", "1 OPTIONS", "pjsip", "2026-11-27 03:54:44"),
                (false, "UDP:[2001:db8::1]:5060", "401 Unauthorized", "q1", "1 OPTIONS", "pjsip", "2026-11-27 03:54:44"),
            ],
            messages.Select(m => (m.IsReceived, m.Peer, m.What, m.CallId, m.CSeq, m.Driver, m.Time)));
    }

    [Fact]
    public void Nobody_can_feign_a_message_within_his_own()
    {
        var feigned = "MESSAGE sip:1@x SIP/2.0\r\nCall-ID: real\r\n\r\n"
            + "<--- Received SIP request (20 bytes) from UDP:192.0.2.66:5060 --->\r\n"
            + "BYE sip:1@x SIP/2.0\r\nCall-ID: feigned\r\n";

        Assert.Equal("real", Assert.Single(Read(Pjsip(feigned, "Received SIP request", "from UDP:192.0.2.1:5060"))).CallId);
    }

    [Fact]
    public void Chan_sip_ends_a_message_with_a_line()
    {
        var messages = Read(
            $"{Time}<--- SIP read from UDP:198.51.100.9:5060 --->\n{Time}INVITE sip:*43@x SIP/2.0\n{Time}Call-ID: a\n{Time}\n{Time}v=0\n"
            + $"{Time}<------------->\n{Time}--- (2 headers 1 lines) ---\n{Time}Sending to 198.51.100.9:5060 (NAT)\n"
            + $"{Time}<--- Transmitting (no NAT) to 198.51.100.9:5060 --->\n{Time}SIP/2.0 100 Trying\n{Time}Call-ID: a\n{Time}\n{Time}\n"
            + $"{Time}<------------>\n"
            + $"{Time}Retransmitting #1 (NAT) to 198.51.100.9:5060:\n{Time}OPTIONS sip:100@x SIP/2.0\n{Time}Call-ID: b\n{Time}\n{Time}\n"
            + $"{Time}---\n");

        Assert.Equal(
            [
                (true, "UDP:198.51.100.9:5060", "INVITE", "a"), (false, "198.51.100.9:5060", "100 Trying", "a"),
                (false, "198.51.100.9:5060", "OPTIONS", "b"),
            ],
            messages.Select(m => (m.IsReceived, m.Peer, m.What, m.CallId)));
        Assert.Equal(["INVITE sip:*43@x SIP/2.0", "Call-ID: a", "", "v=0"], messages[0].Lines);
    }

    [Fact]
    public void What_was_sent_to_see_whether_the_logger_is_on_is_no_message() =>
        Assert.Empty(Read(Pjsip("SIP/2.0 200 OK\r\nCall-ID: reconciler-trace-1\r\n\r\n", "Received SIP response", "from UDP:127.0.0.1:9")));

    [Theory]
    [InlineData("[Nov 27 03:54:44.123] text\n", "Nov 27 03:54:44.123", "text")]
    [InlineData("\r\e[0K\e[1;30m    -- \e[0mCalled 100\n", "", "    -- Called 100")]
    [InlineData("[C-00000001] text: 1\n", "", "[C-00000001] text: 1")]
    [InlineData("From: \e]0;evil\a\e[2J <sip:1@x>\n", "", "From: \e]0;evil\a\e[2J <sip:1@x>")]
    [InlineData("no end", "", "no end")]
    public void A_line_has_its_time_apart_and_no_colours(string shown, string time, string text)
    {
        var line = Assert.Single(Lines(shown));

        Assert.Equal((time, text), (line.Time, line.Text));
    }

    [Fact]
    public void It_does_not_matter_where_the_text_is_cut_into_pieces()
    {
        var shown = Encoding.UTF8.GetBytes(
            Pjsip(Options.Replace("q1", "ä", StringComparison.Ordinal), "Received SIP request", "from x:1"));
        var reader = new ConsoleReader();

        Assert.Equal(
            Lines(Encoding.UTF8.GetString(shown)), shown.SelectMany(b => reader.Add(new byte[] { b })).Concat(reader.End()).ToList());
    }

    [Fact]
    public void Whatever_comes_is_bounded()
    {
        var lines = Lines(new string('x', 3 * ConsoleReader.LongestLine));

        Assert.Equal(3, lines.Count);
    }

    private static string Pjsip(string message, string what, string peer) =>
        $"\r\e[0K{Time}<--- {what} ({Encoding.UTF8.GetByteCount(message)} bytes) {peer} --->\n"
        + string.Concat(message[..^1].Split('\n').Select(l => $"{Time}{l}\n")) + $"{Time}\n";

    private static List<ConsoleLine> Lines(string shown)
    {
        var reader = new ConsoleReader();
        return [.. reader.Add(Encoding.UTF8.GetBytes(shown)), .. reader.End()];
    }

    private static List<SipMessage> Read(string shown)
    {
        var reader = new SipReader();
        return [.. Lines(shown).Select(reader.Add).Append(reader.End()).OfType<SipMessage>()];
    }
}
