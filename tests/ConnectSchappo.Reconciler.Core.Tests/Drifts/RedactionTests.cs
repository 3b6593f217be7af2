using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

public class RedactionTests
{
    [Theory]
    [InlineData("password=hush", "password=********")]
    [InlineData("  secret => hush ; c\r", "  secret =>********\r")]
    [InlineData(";secret=hush", ";secret=********")]
    [InlineData("md5_cred = hush", "md5_cred =********")]
    [InlineData("register => user:hush@host", "register =>********")]
    [InlineData("auth=user:hush@realm", "auth=********")]
    [InlineData("auth=auth250", "auth=auth250")]
    [InlineData("secret=", "secret=")]
    [InlineData("context=from-internal", "context=from-internal")]
    [InlineData("[secret]", "[secret]")]
    [InlineData("contact=sip:acme:hush@192.0.2.1:5060", "contact=sip:acme:********@192.0.2.1:5060")]
    [InlineData("; <sips:a:hush@h>, sip:b:hush@h", "; <sips:a:********@h>, sip:b:********@h")]
    [InlineData("url=https://a:hush@h/p?x=1", "url=https://a:********@h/p?x=1")]
    [InlineData("contact=sip:250@h:5060", "contact=sip:250@h:5060")]
    public void Masks_values_of_secret_options_and_nothing_else(string line, string masked) =>
        Assert.Equal($"[a]\n{masked}\nk=v", Redaction.Mask($"[a]\n{line}\nk=v"));
}
