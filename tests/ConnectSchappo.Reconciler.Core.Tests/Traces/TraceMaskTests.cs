using System.Diagnostics;
using ConnectSchappo.Reconciler.Core.Traces;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Traces;

/// <summary>No credential is left in a line of a trace, and everything else is.</summary>
public class TraceMaskTests
{
    public static TheoryData<string, string> Lines => new()
    {
        {
            "Authorization: Digest username=\"250\",realm=\"a\",uri=\"sip:x\",nonce=\"17/ab\",response=\"0c9f\",cnonce=\"q,1\",nc=1",
            "Authorization: Digest username=\"250\",realm=\"a\",uri=\"sip:x\",nonce=\"***\",response=\"***\",cnonce=\"***\",nc=1"
        },
        { "Proxy-Authorization:digest response = 0c9f, nonce=ab", "Proxy-Authorization:digest response = ***, nonce=***" },
        { "authorization: Basic dXNlcjpwYXNz", "authorization: ***" },
        { "Proxy-Authorization: Bearer a.b.c", "Proxy-Authorization: ***" },
        {
            "WWW-Authenticate: Digest realm=\"asterisk\",nonce=\"1795/11b1\",opaque=\"45\",algorithm=MD5,qop=\"auth\"",
            "WWW-Authenticate: Digest realm=\"asterisk\",nonce=\"***\",opaque=\"45\",algorithm=MD5,qop=\"auth\""
        },
        { "Authentication-Info: rspauth=\"1f\", nextnonce=\"2e\"", "Authentication-Info: rspauth=\"***\", nextnonce=\"***\"" },
        { "Contact: <sip:250:geheim@192.0.2.1:5060>;expires=60", "Contact: <sip:250:***@192.0.2.1:5060>;expires=60" },
        { "GET https://ana:geheim@pbx.example/x HTTP/1.1", "GET https://ana:***@pbx.example/x HTTP/1.1" },
        { "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19z|2^20|1:4", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20|1:4" },
        { "a=ice-pwd:7b9c6c1d", "a=ice-pwd:***" },
        { "k=clear:geheim", "k=***" },
        { "Signal=5", "Signal=***" },
        {
            "Got  RTP RFC2833 from   192.0.2.1:4000 (type 101, seq 1, ts 2, len 4, mark 0, event 00000005, end 0, duration 160)",
            "Got  RTP RFC2833 from   192.0.2.1:4000 (type 101, seq 1, ts 2, len 4, mark 0, event ***, end 0, duration 160)"
        },
        { "DTMF[1]: channel.c: DTMF begin '7' received on SIP/100-1", "DTMF[1]: channel.c: DTMF begin '***' received on SIP/100-1" },
        {
            "    -- Executing [*98@x:2] Authenticate(\"PJSIP/250-00000001\", \"1234,j\") in new stack",
            "    -- Executing [*98@x:2] Authenticate(\"PJSIP/250-00000001\", \"***\") in new stack"
        },
        { "Set(\"SIP/100-1\", \"AMPDBPASS=geheim\") in new stack", "Set(\"SIP/100-1\", \"AMPDBPASS=***\") in new stack" },
        { "NOTICE[1]: x.c: secret => geheim", "NOTICE[1]: x.c: secret => ***" },
        { "Password: \"ge\\\"heim\" accepted", "Password: \"***\" accepted" },
        { "{\"password\": \"geheim\", \"user\": \"250\"}", "{\"password\": \"***\", \"user\": \"250\"}" },
        { "User-Agent: response of Signal: 5", "User-Agent: response of Signal: 5" },
        { "Event: message-summary", "Event: message-summary" },
        { "INVITE sip:*43@198.51.100.10;transport=ws SIP/2.0", "INVITE sip:*43@198.51.100.10;transport=ws SIP/2.0" },
        { "From: \"Ana: x\" <sip:250@[2001:db8::1]:5060>;tag=a", "From: \"Ana: x\" <sip:250@[2001:db8::1]:5060>;tag=a" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_credential_is_masked_and_the_rest_stays(string line, string masked)
    {
        Assert.Equal(masked, new TraceMask().Line(line));
        Assert.Equal(masked, new TraceMask().Line(masked));
    }

    [Fact]
    public void A_header_that_goes_on_in_the_next_line_is_masked_there_too()
    {
        var mask = new TraceMask();
        var lines = new[] { "Authorization: Bearer a", " bcd", "\tefg", "To: <sip:250@x>", " ;tag=1" }.Select(mask.Line);

        Assert.Equal(["Authorization: ***", " ***", "\t***", "To: <sip:250@x>", " ;tag=1"], lines);
        Assert.Equal(" response=\"***\"", mask.Line(" response=\"0c9f\""));
    }

    [Theory]
    [InlineData("sip:")]
    [InlineData("sip:a:b@")]
    [InlineData("password=")]
    [InlineData("response=\"")]
    [InlineData("inline:")]
    [InlineData("Authenticate(\"")]
    [InlineData("//a:b@")]
    [InlineData("\\\"")]
    public void A_hostile_line_takes_no_time(string part)
    {
        var line = string.Concat(Enumerable.Repeat(part, ConsoleReader.LongestLine / part.Length));
        var begun = Stopwatch.GetTimestamp();
        new TraceMask().Line(line);

        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(1), $"{Stopwatch.GetElapsedTime(begun)}");
    }
}
