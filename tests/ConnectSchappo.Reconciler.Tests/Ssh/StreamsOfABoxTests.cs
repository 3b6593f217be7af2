using System.Net;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>
/// The streams of a real OpenSSH server. One without an end drops the connection, and everything on it says which stream it was. One that
/// its service ends drops nothing else.
/// </summary>
public sealed class StreamsOfABoxTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endless_diagnostics_of_a_script_end_the_connection_by_name()
    {
        using var folder = new TestFolder();
        await using var server = await Server(folder);
        await using var session = await Connect(folder, server);
        var shell = await session.OpenRootShell(Limit, Cancellation);
        await using var line = new SshConnection(session, shell);

        var failure = await Assert.ThrowsAsync<BoxFailure>(() => line.Run("cat /dev/zero >&2", default, Limit, Cancellation));

        Assert.Equal(BoxFailureKind.Excess, failure.Kind);
        Assert.Contains("more than 1048576 bytes on the standard error of matriz's root shell", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            failure.Message,
            (await Assert.ThrowsAsync<BoxFailure>(() => line.OpenPort(new(IPAddress.Loopback, 1), Limit, Cancellation))).Message);
        await Gone(session);
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_ends_the_connection_too()
    {
        using var folder = new TestFolder();
        await using var server = await Server(folder);
        await using var session = await Connect(folder, server);
        await using var silent = new LocalService((_, token) => Task.Delay(Timeout.Infinite, token));
        await using var endless = new LocalService(async (stream, token) =>
        {
            for (var zeros = new byte[1 << 16]; ;)
            {
                await stream.WriteAsync(zeros, token);
            }
        });
        await using var other = await session.OpenTcp("127.0.0.1", silent.Port, Limit, Cancellation);
        await using var stream = await session.OpenTcp("127.0.0.1", endless.Port, Limit, Cancellation);

        var failure = await Assert.ThrowsAsync<SshFailure>(async () => Assert.Equal(0, await other.ReadAsync(new byte[10], Cancellation)));

        Assert.Equal(SshFailureKind.OutputTooLarge, failure.Kind);
        Assert.Contains(
            $"16777216 bytes on the standard output of matriz's connection to 127.0.0.1:{endless.Port}", failure.Message,
            StringComparison.Ordinal);
        await Gone(session);
    }

    // SSH.NET may send data after it has confirmed the end of a channel, and sshd ends the whole connection for that.
    [Fact]
    public async Task A_service_that_hangs_up_while_we_write_ends_its_own_stream_alone()
    {
        using var folder = new TestFolder();
        await using var server = await Server(folder);
        await using var session = await Connect(folder, server);
        await using var service = new LocalService(async (stream, token) => await stream.ReadExactlyAsync(new byte[1], token));
        for (var time = 0; time < 30; time++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(Limit);
            await using var stream = await session.OpenTcp("127.0.0.1", service.Port, Limit, limit.Token);
            var end = stream.ReadAsync(new byte[1], limit.Token).AsTask();
            while (!end.IsCompleted)
            {
                await stream.WriteAsync(new byte[1], limit.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(time % 3), limit.Token);
            }

            Assert.Equal(0, await end);
            await stream.WriteAsync(new byte[1], limit.Token);
        }

        Assert.True(session.IsConnected);
    }

    private static async Task Gone(SshSession session)
    {
        for (var tries = 0; tries < 100 && session.IsConnected; tries++)
        {
            await Task.Delay(50, Cancellation);
        }

        Assert.False(session.IsConnected);
    }

    private static async Task<LocalSshServer> Server(TestFolder folder)
    {
        await Programs.Run(folder.Path, "ssh-keygen", null, null, "-q", "-t", "ed25519", "-N", "", "-f", folder["key"]);
        return await LocalSshServer.Start(folder, await File.ReadAllTextAsync(folder["key.pub"], Cancellation));
    }

    private static Task<SshSession> Connect(TestFolder folder, LocalSshServer server) => SshSession.Connect(
        new SshTarget("matriz", "127.0.0.1", server.Port, LocalSshServer.User, null),
        new SshCredentials(folder["key"]),
        KnownHosts.Parse(server.HostKey),
        Limit,
        TimeProvider.System,
        Cancellation);
}
