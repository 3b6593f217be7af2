using ConnectSchappo.Reconciler.Core.Traces;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Traces;

/// <summary>What of a trace concerns one extension.</summary>
public class TracedEndpointTests
{
    [Theory]
    [InlineData("REGISTER sip:pbx SIP/2.0", "From: <sip:250@pbx>;tag=1", true)]
    [InlineData("INVITE sip:101@pbx SIP/2.0", "f: \"x\" <sips:250@pbx>", true)]
    [InlineData("INVITE sip:250@pbx SIP/2.0", "From: <sip:101@pbx>", true)]
    [InlineData("SIP/2.0 200 OK", "To: <sip:250:***@pbx>", true)]
    [InlineData("SIP/2.0 200 OK", "Contact: <sip:250@192.0.2.1:4;ob>", true)]
    [InlineData("INVITE sip:101@pbx SIP/2.0", "Proxy-Authorization: Digest username=\"250\", realm=\"a\"", true)]
    [InlineData("INVITE sip:2501@pbx SIP/2.0", "From: <sip:1250@pbx>", false)]
    [InlineData("INVITE sip:101@pbx SIP/2.0", "Subject: sip:250@pbx", false)]
    public void A_user_tells(string first, string header, bool concerns) =>
        Assert.Equal(concerns, new TracedEndpoint("250").Concerns(Message(first, header)));

    [Fact]
    public void A_softphones_contact_of_chance_is_known_by_its_address()
    {
        var endpoint = new TracedEndpoint("250");
        var call = Message("INVITE sip:k3j2@x.invalid;transport=ws SIP/2.0", "From: <sip:101@pbx>") with
        {
            Peer = "WSS:198.51.100.9:44616",
        };
        Assert.False(endpoint.Concerns(call));

        endpoint.AddContact("""
            /registrar/contact/250;@ab1 : {"via_addr":"198.51.100.9","via_port":44616,"uri":"sip:k3j2@x.invalid;transport=ws"}
            """);

        Assert.True(endpoint.Concerns(call));
        Assert.True(endpoint.Concerns(new RtpPacket("", true, "198.51.100.9:30000", 0, 1)));
        Assert.False(endpoint.Concerns(new RtpPacket("", true, "198.51.100.8:30000", 0, 1)));
    }

    [Fact]
    public void A_peer_of_chan_sip_is_known_by_its_address()
    {
        var endpoint = new TracedEndpoint("100");
        endpoint.AddContact("/SIP/Registry/100                                 : 198.51.100.9:5060:3600:100:sip:100@198.51.100.9:5060");

        Assert.True(endpoint.Concerns(Message("BYE sip:x@y SIP/2.0", "From: <sip:*43@pbx>") with { Peer = "198.51.100.9:5060" }));
    }

    [Fact]
    public void What_it_sends_tells_its_address()
    {
        var endpoint = new TracedEndpoint("250");
        Assert.True(endpoint.Concerns(Message("REGISTER sip:pbx SIP/2.0", "From: <sip:250@pbx>") with { Peer = "WSS:192.0.2.7:5000" }));

        Assert.True(endpoint.Concerns(Message("OPTIONS sip:q@x SIP/2.0", "From: <sip:asterisk@pbx>") with { Peer = "WSS:192.0.2.7:5000" }));
        Assert.False(endpoint.Concerns(Message("OPTIONS sip:r@x SIP/2.0", "From: <sip:a@pbx>") with { Peer = "WSS:192.0.2.7:5001" }));
    }

    [Theory]
    [InlineData("    -- Called PJSIP/250/sip:x@y", true)]
    [InlineData("    -- PJSIP/250-00000001 is ringing", true)]
    [InlineData("    -- PJSIP/2501-00000001 is ringing", false)]
    [InlineData("at 10.0.0.250 and 1.250", false)]
    public void A_line_of_the_log_names_it(string line, bool concerns) => Assert.Equal(concerns, new TracedEndpoint("250").Concerns(line));

    private static SipMessage Message(string first, string header) => new()
    {
        Time = "", IsReceived = true, Peer = "UDP:192.0.2.1:5060", Driver = "pjsip", Heading = "",
        Lines = [first, header, $"Call-ID: {first}", "", "v=0"],
    };
}
