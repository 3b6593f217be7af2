using System.Net.Sockets;
using System.Text;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Tests.Reporting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Control;

public sealed class ControlSocketTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("control-").FullName;

    [Theory]
    [InlineData("""{"command":"resume","box":"matriz"}""", """{"version":1,"timedOut":false,"text":"Resume matriz"}""")]
    [InlineData("""{"command":"sync","later":"a key of a later program"}""", """{"version":1,"timedOut":false,"text":"Sync "}""")]
    [InlineData("""{"version":2,"command":"sync"}""", "the daemon has version 1 of the protocol, this command has version 2")]
    [InlineData("""{"command":"restart"}""", "the daemon cannot read the command")]
    [InlineData("""{"command":1}""", "the daemon cannot read the command")]
    [InlineData("sync", "the daemon cannot read the command")]
    [InlineData("", "the daemon cannot read the command")]
    [InlineData("""{"command":"history"}""", "internal error of the daemon: InvalidOperationException")]
    [InlineData(
        """{"command":"status"}""", "the daemon cannot do this now (no descriptor is left). Remove the cause on its host, and retry.")]
    public async Task A_line_gets_a_line(string question, string answer) =>
        await Serving(
            async path => Assert.Contains(answer, await Ask(path, Encoding.UTF8.GetBytes(question + "\n")), StringComparison.Ordinal));

    [Fact]
    public async Task Noise_gets_an_answer_too_and_the_next_visitor_his() => await Serving(async path =>
    {
        Assert.Contains("error", await Ask(path, [.. Enumerable.Repeat((byte)0xFF, 50_000)]), StringComparison.Ordinal);
        var sync = new ControlRequest { Command = ControlWord.Sync };
        Assert.Equal("Sync ", (await ControlClient.Ask(path, sync, TimeSpan.FromSeconds(10), Cancellation)).Text);
    });

    [Fact]
    public async Task Only_the_owner_and_the_group_may_ask() => await Serving(path =>
    {
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(path));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task The_kernel_says_who_asks() => await Serving(async path =>
    {
        await ControlClient.Ask(path, new ControlRequest { Command = ControlWord.Sync }, TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal(Environment.UserName, caller?.Name);
    });

    [Theory]
    [InlineData(false, "the socket does not exist")]
    [InlineData(true, "the daemon that made the socket has ended")]
    public async Task Without_a_daemon_it_is_said_what_is_there(bool left, string why)
    {
        var path = Path.Combine(folder, "none");
        if (left)
        {
            await File.WriteAllTextAsync(path, "", Cancellation); // nobody listens on it either
        }

        var reply = await ControlClient.Ask(
            path, new ControlRequest { Command = ControlWord.Status }, TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(
            $"no daemon answers at {path} ({why}). Check that it runs: systemctl status reconciler. --control gives another path.",
            reply.Error);
    }

    [Fact]
    public async Task What_a_daemon_says_before_it_hears_the_question_is_read()
    {
        var path = Path.Combine(folder, "curt");
        using var curt = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        curt.Bind(new UnixDomainSocketEndPoint(path));
        curt.Listen();
        var hangsUp = Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var visitor = curt.Accept();
                visitor.Send(Encoding.UTF8.GetBytes(ControlProtocol.Write(ControlReply.Failed("few are free")) + "\n"));
            }
        }, Cancellation);
        for (var i = 0; i < 500; i++)
        {
            var reply = await ControlClient.Ask(
                path, new ControlRequest { Command = ControlWord.Status }, TimeSpan.FromSeconds(10), Cancellation);
            Assert.Equal("few are free", reply.Error);
        }

        await hangsUp;
    }

    [Fact]
    public async Task What_a_killed_daemon_left_is_no_obstacle()
    {
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "left")));
            File.Move(Path.Combine(folder, "left"), Path.Combine(folder, "control")); // what is bound goes with the process that had it
        }

        await Serving(
            async path => Assert.Contains("Sync", await Ask(path, """{"command":"sync"}"""u8.ToArray()), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_socket_is_left_as_it_is()
    {
        var log = new EventLog();
        var path = Path.Combine(folder, "control");
        await File.WriteAllTextAsync(path, "somebody's", Cancellation);
        using var stop = new CancellationTokenSource();
        var serving = new ControlSocket(path, Answer, log, TimeProvider.System).Serve(stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation);
        await stop.CancelAsync();
        await serving;

        Assert.Equal("ControlUnavailable", log.ToString());
        Assert.Contains("is not a socket", log.Messages[0], StringComparison.Ordinal);
        Assert.Equal("somebody's", await File.ReadAllTextAsync(path, Cancellation));
    }

    [Fact]
    public async Task Where_no_daemon_is_the_way_out_is_told()
    {
        var reply = await ControlClient.Ask(
            Path.Combine(folder, "nobody"), new ControlRequest { Command = ControlWord.Sync }, TimeSpan.FromSeconds(10), Cancellation);
        Assert.Contains("Check that it runs", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_file_is_removed_serves_again()
    {
        var log = new EventLog();
        await Serving(
            async path =>
            {
                File.Delete(path);
                await Answered(path, log);
            },
            log);
        Assert.Equal("ControlUnavailable ControlAvailable", log.ToString());
    }

    [Fact]
    public async Task Where_there_is_no_place_it_is_told_once_and_one_that_comes_later_is_taken()
    {
        var log = new EventLog();
        var path = Path.Combine(folder, "later", "control");
        using var stop = new CancellationTokenSource();
        var serving = new ControlSocket(path, Answer, log, TimeProvider.System).Serve(stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await Answered(path, log);
        Assert.Equal("ControlUnavailable ControlAvailable", log.ToString());
        await stop.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("RUNTIME_DIRECTORY", "/run/reconciler", "/run/reconciler/control")]
    [InlineData("XDG_RUNTIME_DIR", "/run/user/1000", "/run/user/1000/reconciler-control")]
    [InlineData("HOME", "/root", null)]
    public void Its_place_follows_the_service_or_the_session(string variable, string value, string? path) =>
        Assert.Equal(path, ControlPath.OfDaemon(name => name == variable ? value : null));

    [Theory]
    [InlineData(true, "/run/user/1000/reconciler-control")]
    [InlineData(false, "/run/reconciler/control")]
    public void A_command_asks_the_users_own_daemon_or_the_service(bool hasOwn, string path) =>
        Assert.Equal(path, ControlPath.OfCommand(name => name == "XDG_RUNTIME_DIR" ? "/run/user/1000" : null, _ => hasOwn));

    [Theory]
    [InlineData(0, "root", "ana", "root for ana")]
    [InlineData(0, "root", null, "root")]
    [InlineData(1000, "rui", "ana", "rui")]
    [InlineData(0, "root", "ana\nrm", "root")]
    public void Only_root_may_say_for_whom_it_acts(uint user, string name, string? claim, string told) =>
        Assert.Equal(told, new Caller(user, name).NameFor(claim));

    [Theory]
    [InlineData(1000, "ana")]
    [InlineData(4711, "uid 4711")]
    public void A_user_has_a_name_or_a_number(uint user, string name) =>
        Assert.Equal(name, Caller.NameOf(user, ["root:x:0:0:root:/root:/bin/bash", "broken", "ana:x:1000:1000::/home/ana:/bin/sh"]));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Caller? caller;

    private static async Task Answered(string path, EventLog log)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!log.ToString().EndsWith("ControlAvailable", StringComparison.Ordinal)
            || (await ControlClient.Ask(
                path, new ControlRequest { Command = ControlWord.Sync }, TimeSpan.FromSeconds(10), Cancellation)).Text is null)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "nobody answers again");
            await Task.Delay(20, Cancellation);
        }
    }

    private async Task Serving(Func<string, Task> visit, ILogger? logger = null)
    {
        var path = Path.Combine(folder, "control");
        using var stop = new CancellationTokenSource();
        var socket = new ControlSocket(path, Answer, logger ?? NullLogger.Instance, TimeProvider.System);
        var serving = socket.Serve(stop.Token);
        await visit(path);
        await stop.CancelAsync();
        await serving;
        Assert.False(File.Exists(path));
    }

    private Task<ControlReply> Answer(ControlRequest request, Caller who, CancellationToken cancellation)
    {
        caller = who;
        return request.Command == ControlWord.History ? throw new InvalidOperationException("an error of ours")
            : request.Command == ControlWord.Status ? throw new IOException("no descriptor is left")
            : Task.FromResult(new ControlReply { Text = $"{request.Command} {request.Box}" });
    }

    private static async Task<string?> Ask(string path, byte[] question)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), Cancellation);
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        try
        {
            await socket.SendAsync(question, Cancellation);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It was answered before it had said all.
        }

        return await reader.ReadLineAsync(Cancellation);
    }
}
