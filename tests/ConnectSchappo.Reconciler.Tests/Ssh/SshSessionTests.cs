using ConnectSchappo.Reconciler.Ssh;
using Renci.SshNet;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>A session whose connection is gone says so in our own words, whatever SSH.NET throws.</summary>
public class SshSessionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_channel_on_a_connection_that_is_gone_is_a_lost_connection(bool disposed)
    {
        using var client = new SshClient("127.0.0.1", "nobody", "unused");
        var target = new SshTarget("matriz", "127.0.0.1", 22, "nobody", null);
        await using var session = new SshSession(target, client, null, TimeProvider.System);
        if (disposed)
        {
            client.Dispose();
        }

        var tcp = await Assert.ThrowsAsync<SshFailure>(
            () => session.OpenTcp("127.0.0.1", 5038, Limit, TestContext.Current.CancellationToken));
        var shell = await Assert.ThrowsAsync<SshFailure>(() => session.OpenRootShell(Limit, TestContext.Current.CancellationToken));

        Assert.Equal((SshFailureKind.ConnectionLost, SshFailureKind.ConnectionLost), (tcp.Kind, shell.Kind));
    }
}
