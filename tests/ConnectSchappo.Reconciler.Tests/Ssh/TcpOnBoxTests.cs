using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>A connection that the box makes: what its service says and nothing else, and nothing that goes on when we are gone.</summary>
public sealed class TcpOnBoxTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> callers = [];

    public TcpOnBoxTests()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
    }

    private int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        callers.ForEach(c => c.Dispose());
        listener.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("echo '[ welcome to the PBX ]'; ")]
    [InlineData("printf '[reconciler is [reconciler'; ")]
    public async Task What_an_accounts_start_files_print_is_not_taken_for_what_the_service_says(string before)
    {
        await using var channel = Start(before, Port, Patience);
        using var deadline = Deadline.In(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        await TcpOnBox.AwaitConnection(channel, "127.0.0.1", Port, deadline);
        using var service = await listener.AcceptAsync(deadline.Token);
        await service.SendAsync("Asterisk Call Manager"u8.ToArray(), deadline.Token);
        service.Shutdown(SocketShutdown.Send);

        var said = new StringBuilder();
        var block = new byte[100];
        for (int length; (length = await channel.Output.Read(block, deadline.Token)) > 0;)
        {
            said.Append(Encoding.ASCII.GetString(block, 0, length));
        }

        Assert.Equal("Asterisk Call Manager", said.ToString());
    }

    [Fact]
    public async Task A_closed_port_is_told_as_one()
    {
        var port = Port;
        listener.Dispose();
        await using var channel = Start("", port, Patience);
        using var deadline = Deadline.In(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<SshFailure>(() => TcpOnBox.AwaitConnection(channel, "127.0.0.1", port, deadline));

        Assert.Equal(SshFailureKind.PortClosed, failure.Kind);
    }

    // sshd counts a session until its process ends, and allows ten to a connection.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_port_whose_owner_accepts_nobody_holds_no_session_longer_than_we_wait(bool hangsUp)
    {
        while (await Connects())
        {
            Assert.True(callers.Count < 10, "the queue of the listener takes everybody");
        }

        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(
            "sh", ["-c", TcpOnBox.CommandLine("127.0.0.1", Port, TimeSpan.FromSeconds(hangsUp ? 1000 : 1))])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        process.Start();
        if (hangsUp)
        {
            process.StandardInput.Close();
        }

        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(limit.Token));
    }

    private static LocalCommand Start(string before, int port, TimeSpan within) =>
        LocalCommand.Start(new StreamLimits(() => { }), "sh", "-c", before + TcpOnBox.CommandLine("127.0.0.1", port, within));

    private async Task<bool> Connects()
    {
        var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        callers.Add(caller);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await caller.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
