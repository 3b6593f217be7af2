using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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

    private CancellationTokenSource Limit { get; } = new(Patience);

    private int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        callers.ForEach(c => c.Dispose());
        listener.Dispose();
        Limit.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("echo '[ welcome to the PBX ]'; ")]
    [InlineData("printf '[reconciler is [reconciler'; ")]
    [InlineData("echo 'bash: warning: setlocale: cannot change locale' >&2; ")]
    public async Task What_an_accounts_start_files_print_is_not_taken_for_what_the_service_says(string before)
    {
        var channel = Start(before, Port, Patience);
        await using var stream = new ExecStream(channel);
        using var deadline = Deadline.In(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        await TcpOnBox.AwaitConnection(channel, "127.0.0.1", Port, deadline);
        using var service = await listener.AcceptAsync(deadline.Token);
        var saying = Task.Run(
            async () =>
            {
                await Task.Delay(300, deadline.Token); // longer than whoever reads needs to see what came before
                await service.SendAsync("Asterisk Call Manager"u8.ToArray(), deadline.Token);
                service.Shutdown(SocketShutdown.Send);
            },
            deadline.Token);

        using var said = new StreamReader(stream);

        Assert.Equal("Asterisk Call Manager", await said.ReadToEndAsync(deadline.Token));
        await saying;
    }

    [Fact]
    public async Task Once_the_service_has_hung_up_what_we_write_is_lost_and_the_program_ends_when_we_hang_up()
    {
        using var process = StartProcess(within: 1000);
        using var service = await listener.AcceptAsync(Limit.Token);
        service.Close();
        var told = new char[1];
        Assert.Equal(1, await process.StandardError.ReadAsync(told, Limit.Token));
        Assert.Equal((char)TcpOnBox.HungUp, told[0]);

        for (var time = 0; time < 3; time++)
        {
            await process.StandardInput.WriteLineAsync("Action: Ping".AsMemory(), Limit.Token);
            await process.StandardInput.FlushAsync(Limit.Token);
            await Task.Delay(100, Limit.Token);
            Assert.False(process.HasExited);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(Limit.Token);
    }

    [Fact]
    public async Task When_we_hang_up_the_connection_ends_though_the_service_says_nothing()
    {
        using var process = StartProcess(within: 1000);
        using var service = await listener.AcceptAsync(Limit.Token);

        process.StandardInput.Close();

        Assert.Equal(0, await service.ReceiveAsync(new byte[1], Limit.Token));
        await process.WaitForExitAsync(Limit.Token);
        await process.StandardOutput.ReadToEndAsync(Limit.Token);
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
        Assert.Equal($"Nothing on the box accepts connections at 127.0.0.1:{port} (Connection refused).", failure.Message);
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

        using var process = StartProcess(within: hangsUp ? 1000 : 1);
        if (hangsUp)
        {
            process.StandardInput.Close();
        }

        await process.WaitForExitAsync(Limit.Token);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Limit.Token));
    }

    private Process StartProcess(int within) => Process.Start(
        new ProcessStartInfo("sh", ["-c", TcpOnBox.CommandLine("127.0.0.1", Port, TimeSpan.FromSeconds(within))])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

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
