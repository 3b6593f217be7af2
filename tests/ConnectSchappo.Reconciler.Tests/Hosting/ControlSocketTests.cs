using System.Net.Sockets;
using System.Text;
using ConnectSchappo.Reconciler.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public sealed class ControlSocketTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("control-").FullName;

    [Theory]
    [InlineData("sync\n", "revision 1 is in force")]
    [InlineData("sync", "revision 1 is in force")]
    [InlineData("restart\n", "error: the daemon knows no 'restart'")]
    [InlineData("\n", "error: the daemon knows no ''")]
    public async Task A_word_gets_a_line(string word, string answer)
    {
        await Serving(async path => Assert.Equal(answer, await Ask(path, Encoding.UTF8.GetBytes(word))));
    }

    [Fact]
    public async Task Noise_gets_an_answer_too_and_the_next_visitor_his() => await Serving(async path =>
    {
        Assert.StartsWith("error: ", await Ask(path, [.. Enumerable.Repeat((byte)0xFF, 5000)]), StringComparison.Ordinal);
        Assert.Equal("revision 1 is in force", await Ask(path, "sync\n"u8.ToArray()));
    });

    [Fact]
    public async Task Only_the_owner_and_the_group_may_ask() => await Serving(path =>
    {
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(path));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task What_a_killed_daemon_left_is_no_obstacle()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "control"), "");
        await Serving(async path => Assert.Equal("revision 1 is in force", await Ask(path, "sync\n"u8.ToArray())));
    }

    [Theory]
    [InlineData("RUNTIME_DIRECTORY", "/run/reconciler", "/run/reconciler/control")]
    [InlineData("XDG_RUNTIME_DIR", "/run/user/1000", "/run/user/1000/reconciler-control")]
    [InlineData("RECONCILER_CONTROL", "/tmp/c", "/tmp/c")]
    [InlineData("HOME", "/root", null)]
    public void Its_place_follows_the_service_or_the_session(string variable, string value, string? path) =>
        Assert.Equal(path, ControlSocket.DefaultPath(name => name == variable ? value : null));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task Serving(Func<string, Task> visit)
    {
        var path = Path.Combine(folder, "control");
        using var stop = new CancellationTokenSource();
        var socket = new ControlSocket(path, _ => Task.FromResult("revision 1 is in force"), NullLogger.Instance, TimeProvider.System);
        var serving = socket.Serve(stop.Token);
        await visit(path);
        await stop.CancelAsync();
        await serving;
        Assert.False(File.Exists(path));
    }

    private static async Task<string?> Ask(string path, byte[] word)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        await socket.SendAsync(word, TestContext.Current.CancellationToken);
        if (!word.Contains((byte)'\n'))
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }
}
