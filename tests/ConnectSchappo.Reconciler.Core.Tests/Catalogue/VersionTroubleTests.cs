using ConnectSchappo.Reconciler.Core.Catalogue;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Catalogue;

/// <summary>Which versions have which known trouble: the last with it and the first without, in each series.</summary>
public sealed class VersionTroubleTests
{
    [Theory]
    [InlineData("certificate", "16.28.0 18.14.0 19.8.1", "16.29.0 18.15.0 20.0.0 21.0.0 22.10.1 23.0.0")]
    [InlineData("closes", "16.28.0 16.29.1 18.15.1 20.0.1", "16.30.0 18.16.0 20.1.0 21.0.0 22.10.1")]
    [InlineData("core reload", "18.25.0 18.26.4 20.10.0 20.19.0 20.20.1 21.5.0 21.12.2 22.0.0 22.9.0",
        "16.28.0 18.24.3 19.8.1 20.9.3 20.20.0 20.20.2 21.4.3 22.10.0 22.10.1 23.0.0")]
    [InlineData("GHSA-hxj9-xwr8-w8pq", "16.28.0 18.20.0 20.5.0 21.0.0", "18.20.1 20.5.1 21.0.1 22.0.0")]
    [InlineData("GHSA-qqxj-v78h-hrf9", "18.23.0 20.8.0 21.3.0", "16.28.0 18.23.1 20.8.1 21.3.1 22.0.0")]
    [InlineData("GHSA-j29p-pvh2-pvqp", "16.28.0 18.26.4 20.18.2 21.12.1 22.8.2", "20.19.0 21.12.2 22.9.0 23.0.0")]
    public void A_trouble_is_in_the_versions_that_have_it(string trouble, string having, string without)
    {
        var row = Assert.Single(
            VersionTrouble.All, t => (t.Advisory ?? t.What.English()).Contains(trouble, StringComparison.Ordinal));

        Assert.All(having.Split(' '), v => Assert.True(row.IsIn(AsteriskVersion.Read(v)!.Value), v));
        Assert.All(without.Split(' '), v => Assert.False(row.IsIn(AsteriskVersion.Read(v)!.Value), v));
    }
}
