using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

public class OptionSpellingTests
{
    [Theory]
    [InlineData(PjsipType.Endpoint, "rtp_symmetric", "yes", "true")]
    [InlineData(PjsipType.Endpoint, "rtp_symmetric", "on", "Yes")]
    [InlineData(PjsipType.Endpoint, "direct_media", "no", "false")]
    [InlineData(PjsipType.Endpoint, "callerid", "Plain Name <999>", "\"Plain Name\" <999>")]
    [InlineData(PjsipType.Endpoint, "callerid", "\"Connect Schappo\" <250>", "\"Connect Schappo\" <250>")]
    [InlineData(PjsipType.Aor, "qualify_timeout", "3", "3.000000")]
    [InlineData(PjsipType.Aor, "qualify_frequency", "030", "30")]
    [InlineData(PjsipType.Endpoint, "allow", "ulaw|alaw", "(ulaw|alaw)")]
    [InlineData(PjsipType.Endpoint, "auth", "a, b", "a,b")]
    [InlineData(PjsipType.Endpoint, "dtmf_mode", "RFC4733", "rfc4733")]
    [InlineData(PjsipType.Endpoint, "allow", "ulaw:20,alaw", "(ulaw|alaw)")]
    [InlineData(PjsipType.Endpoint, "call_group", "1,3-5", "1, 3, 4, 5")]
    [InlineData(PjsipType.Endpoint, "named_call_group", "a,b", "a, b")]
    [InlineData(PjsipType.Endpoint, "tos_audio", "ef", "184")]
    [InlineData(PjsipType.Transport, "tos", "cs3", "96")]
    [InlineData(PjsipType.Transport, "tos", "af31", "104")]
    [InlineData(PjsipType.Endpoint, "dtls_verify", "fingerprint", "Yes")] // Asterisk 16
    [InlineData(PjsipType.Endpoint, "dtls_verify", "fingerprint", "Fingerprint")] // Asterisk 22
    [InlineData(PjsipType.Transport, "local_net", "10.0.0.0/8,192.168.1.5/24", "10.0.0.0/255.0.0.0,192.168.1.0/255.255.255.0")]
    [InlineData(PjsipType.Identify, "match", "198.51.100.1", "198.51.100.1/255.255.255.255")]
    [InlineData(PjsipType.Endpoint, "acl", "inside, outside", "inside")] // the first of them alone
    [InlineData(PjsipType.Transport, "cipher", "A-B,C-D", "A-B, C-D")]
    [InlineData(
        PjsipType.Endpoint, "codec_prefs_outgoing_answer", "operation: union",
        "prefer:pending, operation:union, keep:all, transcode:allow")]
    [InlineData(
        PjsipType.Endpoint, "codec_prefs_outgoing_offer", "keep: first, transcode: prevent",
        "prefer:pending, operation:union, keep:first, transcode:prevent")]
    public void What_Asterisk_takes_for_the_same_is_the_same(PjsipType type, string option, string file, string memory) =>
        Assert.True(MemorySpelling.Same(AsteriskCatalogue.Any[type][option], file, memory));

    [Theory]
    [InlineData(PjsipType.Endpoint, "allow", "ulaw|alaw", "(alaw|ulaw)")] // the order is a preference
    [InlineData(PjsipType.Endpoint, "context", "From-Internal", "from-internal")] // contexts are case-sensitive
    [InlineData(PjsipType.Auth, "password", "Secret", "secret")]
    [InlineData(PjsipType.Endpoint, "acl", "inside,outside", "outside")]
    [InlineData(PjsipType.Endpoint, "callerid", "A <1>", "\"A\" <2>")]
    [InlineData(PjsipType.Endpoint, "accountcode", "010", "10")]
    [InlineData(PjsipType.Endpoint, "language", "yes", "Yes")]
    [InlineData(PjsipType.Endpoint, "dtls_verify", "fingerprint", "No")]
    [InlineData(PjsipType.Endpoint, "dtls_verify", "fingerprint", "Certificate")]
    [InlineData(PjsipType.Endpoint, "dtls_verify", "yes", "Fingerprint")]
    [InlineData(
        PjsipType.Endpoint, "codec_prefs_incoming_offer", "operation: union",
        "prefer:pending, operation:intersect, keep:all, transcode:allow")]
    public void What_differs_for_Asterisk_differs(PjsipType type, string option, string file, string memory) =>
        Assert.False(MemorySpelling.Same(AsteriskCatalogue.Any[type][option], file, memory));

    [Theory]
    [InlineData("strictrtp", "seqno", "yes")]
    [InlineData("stunaddr", "stun.example.org", "203.0.113.9:3478")]
    public void Files_are_told_apart_where_memory_cannot_tell(string option, string one, string other)
    {
        var known = AsteriskCatalogue.Of(16).Rtp[option];

        Assert.Equal((false, true), (OptionSpelling.Same(known, one, other), MemorySpelling.Same(known, one, other)));
    }

    [Theory]
    [InlineData(PjsipType.Identify, "match", "198.51.100.0/24,::1", true)]
    [InlineData(PjsipType.Identify, "match", "198.51.100.0/24,sip.example.org", false)] // Asterisk finds the address
    [InlineData(PjsipType.Endpoint, "direct_media_method", "invite", false)]
    [InlineData(PjsipType.Endpoint, "context", "from-internal", true)]
    public void Of_some_values_memory_tells_nothing(PjsipType type, string option, string value, bool tells) =>
        Assert.Equal(tells, MemorySpelling.Tells(AsteriskCatalogue.Any[type][option], value));

    [Theory]
    [InlineData("disallow=all allow=ulaw,alaw", "ulaw|alaw")]
    [InlineData("allow=ulaw allow=alaw,!ulaw", "alaw")]
    [InlineData("allow=g722 disallow=all allow=opus", "opus")]
    [InlineData("allow=ulaw,alaw disallow=ulaw", "alaw")]
    public void Codecs_add_up_in_order(string lines, string codecs) =>
        Assert.Equal(codecs, OptionSpelling.Codecs(lines.Split(' ').Select(l => l.Split('=')).Select(p => (p[0], p[1]))));
}
