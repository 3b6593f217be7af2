using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

public class NetworkTests
{
    [Theory]
    [InlineData("127.0.0.1/8", "127.0.0.0/8")]
    [InlineData("10.0.8.0/24", "10.0.8.0/24")]
    [InlineData("10.0.8.7", "10.0.8.7")]
    [InlineData("10.0.8.7/32", "10.0.8.7")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8::1/32", "2001:db8::/32")]
    [InlineData("PBX.example", "pbx.example")]
    [InlineData("127.0.0.0/255.0.0.0", "127.0.0.0/8")]
    [InlineData("10.0.0.0/255.0.255.0", "10.0.0.0/255.0.255.0")] // not 10.0.0.0/16
    [InlineData("10.0.0.0/ 8", "10.0.0.0/ 8")]
    public void Is_spelled_as_fail2ban_shows_it(string written, string shown) => Assert.Equal(shown, Network.Canonical(written));

    [Theory]
    [InlineData("10.0.8.0/24", "10.0.8.255", true)]
    [InlineData("10.0.8.0/24", "10.0.9.0", false)]
    [InlineData("10.0.8.7", "10.0.8.7", true)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("10.0.0.0/8", "::1", false)]
    [InlineData("pbx.example", "10.0.0.1", false)]
    public void Holds_its_addresses(string network, string address, bool holds) => Assert.Equal(holds, Network.Contains(network, address));

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.8.0/24", true)]
    [InlineData("10.0.8.0/24", "10.0.0.0/8", false)]
    [InlineData("127.0.0.1/8", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.1/8", false)]
    [InlineData("10.0.8.7", "10.0.8.7/32", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("PBX.example", "pbx.example", true)]
    [InlineData("0.0.0.0/0", "pbx.example", false)]
    public void Covers_networks_within_it(string network, string other, bool covers) =>
        Assert.Equal(covers, Network.Covers(network, other));
}
