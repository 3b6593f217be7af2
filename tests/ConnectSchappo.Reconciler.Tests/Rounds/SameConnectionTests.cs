using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Rounds;

/// <summary>A connection is kept from round to round as long as the desired state says the same of the way to the box.</summary>
public sealed class SameConnectionTests
{
    private static readonly DesiredJump Bastion = new() { Address = "bastion", User = "ops" };

    private static readonly DesiredBox Box = new()
    {
        Name = "matriz", Catalogue = AsteriskCatalogue.Of(16), Address = "10.0.8.5", User = "reconciler", Jump = Bastion,
    };

    private static readonly Dictionary<string, DesiredBox> Cases = new(StringComparer.Ordinal)
    {
        ["the same jump host again"] = Box with { Jump = Bastion with { } },
        ["another policy"] = Box with { Policy = Policy.Default with { Adopt = true } },
        ["another address"] = Box with { Address = "10.0.8.6" },
        ["another port"] = Box with { Port = 2222 },
        ["another user"] = Box with { User = "root" },
        ["another host key"] = Box with { HostKey = "SHA256:x" },
        ["no jump host"] = Box with { Jump = null },
        ["another jump host"] = Box with { Jump = Bastion with { Address = "other" } },
        ["another port of the jump host"] = Box with { Jump = Bastion with { Port = 2222 } },
        ["another user of the jump host"] = Box with { Jump = Bastion with { User = "root" } },
        ["another host key of the jump host"] = Box with { Jump = Bastion with { HostKey = "SHA256:x" } },
    };

    [Theory]
    [InlineData("the same jump host again", true)]
    [InlineData("another policy", true)]
    [InlineData("another address", false)]
    [InlineData("another port", false)]
    [InlineData("another user", false)]
    [InlineData("another host key", false)]
    [InlineData("no jump host", false)]
    [InlineData("another jump host", false)]
    [InlineData("another port of the jump host", false)]
    [InlineData("another user of the jump host", false)]
    [InlineData("another host key of the jump host", false)]
    public void Whether_the_connection_may_stay(string change, bool stays) =>
        Assert.Equal(stays, BoxRounds.SameConnection(Box, Cases[change]));
}
