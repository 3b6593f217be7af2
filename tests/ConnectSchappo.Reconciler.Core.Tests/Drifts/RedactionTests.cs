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
    public void Masks_values_of_secret_options_and_nothing_else(string line, string masked) =>
        Assert.Equal($"[a]\n{masked}\nk=v", Redaction.Mask($"[a]\n{line}\nk=v"));
}
