using System.Runtime.CompilerServices;
using System.Text;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations.Ami;

/// <summary>What Asterisk 16.28 printed (Cases), as it comes over the wire: CRLF, a blank line behind each frame.</summary>
public sealed class AmiFrameTests
{
    private static string Case(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Cases", $"ami_{name}.txt")).ReplaceLineEndings("\r\n") + "\r\n\r\n";

    private static AmiReply Reply(string name)
    {
        var replies = new AmiReplies(["x"]);
        foreach (var frame in new AmiFrameReader().Add(Encoding.UTF8.GetBytes(Case(name))))
        {
            replies.Add(frame);
        }

        return Assert.Single(replies.Take());
    }

    [Theory]
    [InlineData("PJSIPShowEndpoints", true, 2)]
    [InlineData("PJSIPShowContacts", true, 1)]
    [InlineData("SIPpeers", true, 22)]
    [InlineData("CoreShowChannels", true, 0)]
    [InlineData("CoreStatus_", true, 0)]
    [InlineData("GetConfig_http.conf", true, 0)]
    [InlineData("ModuleCheck_chan_nope", false, 0)]
    [InlineData("Command_nonsense_foo", false, 0)]
    public void A_reply_is_whole_with_the_last_event_of_its_list(string name, bool succeeded, int events)
    {
        var reply = Reply(name);

        Assert.Equal((succeeded, events), (reply.Succeeded, reply.Events.Count));
    }

    [Fact]
    public void Lines_of_a_command_keep_their_order_and_their_spaces()
    {
        var output = Reply("Command_http_show_status").Output.ToList();

        Assert.Equal("HTTP Server Status:", output[0]);
        Assert.Equal("HTTPS Server Enabled and Bound to 0.0.0.0:8089", output[5]);
        Assert.Equal("", output[6]);
        Assert.Equal("  None.", output[^1]);
    }

    [Fact]
    public void A_line_a_frame_and_a_reply_have_limits()
    {
        Assert.Equal("65536 bytes a line", Assert.Throws<AmiExcessException>(() => new AmiFrameReader().Add(new byte[65_537])).Limit);
        Assert.Single(new AmiFrameReader().Add(Encoding.UTF8.GetBytes($"a: {new string('x', 65_532)}\r\n\r\n")));
        var fields = string.Concat(Enumerable.Repeat("a: b\r\n", 100_000));
        Assert.Single(new AmiFrameReader().Add(Encoding.UTF8.GetBytes($"{fields}\r\n")));
        Assert.Equal("100000 fields a frame",
            Assert.Throws<AmiExcessException>(() => new AmiFrameReader().Add(Encoding.UTF8.GetBytes($"{fields}a: b\r\n"))).Limit);
        var replies = new AmiReplies(["1"]);
        var frame = Assert.Single(new AmiFrameReader().Add("Event: x\r\nActionID: 1\r\n\r\n"u8));
        for (var count = 0; count < 200_000; count++)
        {
            replies.Add(frame);
        }

        Assert.Equal("200000 frames a reply", Assert.Throws<AmiExcessException>(() => replies.Add(frame)).Limit);
    }

    [Fact]
    public void A_reply_of_many_frames_takes_little_more_memory_than_its_values()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i =>
            $"Event: EndpointList\r\nActionID: 1\r\nObjectType: endpoint\r\nObjectName: {i}\r\nTransport: transport-wss\r\nAor: {i}\r\n"
                + $"Auths: auth{i}\r\nDeviceState: Not in use\r\nActiveChannels: \r\n\r\n")));
        var reader = new AmiFrameReader();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var frames = reader.Add(text);

        Assert.Equal(20_000, frames.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, text.Length, text.Length * 3.5);
    }

    [Fact]
    public void A_value_may_hold_colons()
    {
        var endpoint = Reply("PJSIPShowEndpoints").Events[0];

        Assert.Equal("250", endpoint["objectname"]);
        Assert.Equal("250/sip:250@198.51.100.9:44616;transport=ws;x-ast-orig-host=1254849358.invalid:0,", endpoint["Contacts"]);
    }

    [Fact]
    public void Repeated_keys_keep_their_order()
    {
        var lines = Reply("GetConfig_http.conf").Response.Fields.Where(f => f.Name.StartsWith("Line-", StringComparison.Ordinal))
            .Select(f => f.Value);

        Assert.Equal(["enabled=no", "bindaddr=127.0.0.1", "bindport=8088", "prefix=", "enabled=yes"], lines.Take(5));
    }

    [Fact]
    public void However_the_bytes_are_cut_the_frames_are_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes(
            "Asterisk Call Manager/5.0.4\r\n" + Case("PJSIPShowContacts") + "\r\n\r\n" + Case("GetConfig_http.conf"));
        var whole = new AmiFrameReader(bannerFirst: true).Add(bytes);

        Gen.Int[1, 60].List[1, 200].Sample(cuts =>
        {
            var reader = new AmiFrameReader(bannerFirst: true);
            var frames = new List<AmiFrame>();
            var rest = bytes.AsSpan();
            foreach (var cut in cuts)
            {
                frames.AddRange(reader.Add(rest[..Math.Min(cut, rest.Length)]));
                rest = rest[Math.Min(cut, rest.Length)..];
            }

            frames.AddRange(reader.Add(rest));
            return frames.SequenceEqual(whole) && reader.Banner == "Asterisk Call Manager/5.0.4";
        });
        Assert.Equal(4, whole.Count);
    }

    [Fact]
    public void Replies_are_matched_by_identifier_whatever_their_order_and_strangers_are_passed_over()
    {
        var text =
            "Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n"
            + "Response: Success\r\nActionID: 2\r\nEventList: start\r\n\r\n"
            + "Response: Error\r\nActionID: 1\r\nMessage: No Contacts found\r\n\r\n\r\n"
            + "Event: Item\r\nActionID: 2\r\nName: a\r\n\r\n"
            + "Response: Success\r\nActionID: 99\r\n\r\n"
            + "Event: ItemComplete\r\nActionID: 2\r\nEventList: Complete\r\n\r\n";
        var replies = new AmiReplies(["1", "2"]);
        foreach (var frame in new AmiFrameReader().Add(Encoding.UTF8.GetBytes(text)))
        {
            Assert.False(replies.Complete);
            replies.Add(frame);
        }

        var taken = replies.Take();
        Assert.Equal("No Contacts found", taken[0].Message);
        Assert.Equal("a", Assert.Single(taken[1].Events)["Name"]);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_read_as_Latin1()
    {
        var frames = new AmiFrameReader().Add([.. "Response: Success\r\nCallerid: Jo"u8, 0xE3, .. "o\r\nOther: Jo\u00e3o\r\n\r\n"u8]);

        Assert.Equal("Jo\u00e3o", frames[0]["Callerid"]);
        Assert.Equal("Jo\u00e3o", frames[0]["Other"]);
    }

    [Fact]
    public void An_action_prints_its_fields_in_order() => Assert.Equal(
        "Action: Command\r\nActionID: 7\r\nCommand: http show status\r\n\r\n",
        AmiAction.Command("http show status").Print("7"));

    [Theory]
    [InlineData("core show uptime\r\nAction: Originate")]
    [InlineData("a\nb")]
    public void A_line_end_cannot_smuggle_in_another_action(string line) =>
        Assert.Throws<ArgumentException>(() => AmiAction.Command(line));
}
