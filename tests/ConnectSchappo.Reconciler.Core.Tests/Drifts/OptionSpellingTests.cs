using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

public class OptionSpellingTests
{
    [Theory]
    [InlineData("rtp_symmetric", "yes", "true")]
    [InlineData("rtp_symmetric", "on", "Yes")]
    [InlineData("direct_media", "no", "false")]
    [InlineData("callerid", "Plain Name <999>", "\"Plain Name\" <999>")]
    [InlineData("callerid", "\"Connect Schappo\" <250>", "\"Connect Schappo\" <250>")]
    [InlineData("qualify_timeout", "3", "3.000000")]
    [InlineData("qualify_frequency", "030", "30")]
    [InlineData("allow", "ulaw|alaw", "(ulaw|alaw)")]
    [InlineData("auth", "a, b", "a,b")]
    [InlineData("dtmf_mode", "RFC4733", "rfc4733")]
    [InlineData("allow", "ulaw:20,alaw", "(ulaw|alaw)")]
    [InlineData("call_group", "1,3-5", "1, 3, 4, 5")]
    [InlineData("named_call_group", "a,b", "a, b")]
    [InlineData("tos_audio", "ef", "184")]
    [InlineData("tos", "cs3", "96")]
    [InlineData("tos", "af31", "104")]
    [InlineData("dtls_verify", "fingerprint", "Yes")]
    [InlineData("local_net", "10.0.0.0/8,192.168.1.5/24", "10.0.0.0/255.0.0.0,192.168.1.0/255.255.255.0")]
    [InlineData("match", "198.51.100.1", "198.51.100.1/255.255.255.255")]
    public void What_Asterisk_takes_for_the_same_is_the_same(string option, string file, string memory) =>
        Assert.Equal(OptionSpelling.Canonical(option, file), OptionSpelling.Canonical(option, memory));

    [Theory]
    [InlineData("allow", "ulaw|alaw", "(alaw|ulaw)")] // the order is a preference
    [InlineData("context", "From-Internal", "from-internal")] // contexts are case-sensitive
    [InlineData("password", "Secret", "secret")]
    [InlineData("callerid", "A <1>", "\"A\" <2>")]
    [InlineData("accountcode", "010", "10")]
    [InlineData("language", "yes", "Yes")]
    [InlineData("dtls_verify", "fingerprint", "No")]
    public void What_differs_for_Asterisk_differs(string option, string file, string memory) =>
        Assert.NotEqual(OptionSpelling.Canonical(option, file), OptionSpelling.Canonical(option, memory));

    [Theory]
    [InlineData("disallow=all allow=ulaw,alaw", "ulaw|alaw")]
    [InlineData("allow=ulaw allow=alaw,!ulaw", "alaw")]
    [InlineData("allow=g722 disallow=all allow=opus", "opus")]
    [InlineData("allow=ulaw,alaw disallow=ulaw", "alaw")]
    public void Codecs_add_up_in_order(string lines, string codecs) =>
        Assert.Equal(codecs, OptionSpelling.Codecs(lines.Split(' ').Select(l => l.Split('=')).Select(p => (p[0], p[1]))));
}
