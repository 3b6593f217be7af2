using System.Net.Sockets;
using System.Text;
using System.Net;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>A box behind a jump host, both real OpenSSH servers: what works, and which of the two a failure is about.</summary>
public sealed class JumpTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TestFolder ours = new();
    private readonly TestFolder ofJump = new();
    private readonly TestFolder ofBox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ours.Dispose();
        ofJump.Dispose();
        ofBox.Dispose();
    }

    [Fact]
    public async Task A_script_and_a_port_of_a_box_are_reached_through_the_jump_host_and_its_end_is_told_as_its_own()
    {
        await using var jump = await Server(ofJump);
        await using var box = await Server(ofBox);
        await using var service = new LocalService(async (stream, token) => await stream.WriteAsync("hello"u8.ToArray(), token));
        var session = await Connect(Target(box, jump), jump.HostKey + box.HostKey, Limit);
        await using var line = new SshConnection(session, await session.OpenRootShell(Limit, Cancellation));

        var reply = await line.Run("echo $SSH_CONNECTION | cut -d ' ' -f 4", default, Limit, Cancellation);
        Assert.Equal($"{box.Port}", Encoding.ASCII.GetString(reply.Output.Span).Trim());
        await using (var stream = await line.OpenPort(new(IPAddress.Loopback, service.Port), Limit, Cancellation))
        {
            Assert.Equal("hello", await Greeting(stream, 5));
        }

        await jump.DisposeAsync();
        var failure = await Assert.ThrowsAsync<BoxFailure>(() => line.Run("true", default, Limit, Cancellation));
        Assert.Equal(BoxFailureKind.Unreachable, failure.Kind);
        Assert.StartsWith($"The connection to {Jump(jump)} was lost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_port_of_this_host_that_leads_to_the_box_takes_no_connection_of_another_user()
    {
        await using var jump = await Server(ofJump);
        await using var box = await Server(ofBox);
        var session = await Connect(Target(box, jump).Jump!, jump.HostKey, Limit);
        using var forward = JumpForward.Open(session, Target(box, jump));
        var (host, port) = forward.Entrance;

        var other = await Programs.Run(
            ours.Path, "setpriv", null, null, "--reuid", "65534", "--clear-groups",
            "bash", "-c", $"exec 3<>/dev/tcp/{host}/{port}; timeout 10 head -c 4 <&3; echo end");
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, Cancellation);

        Assert.Equal("end", other.Trim());
        Assert.Equal("SSH-", await Greeting(client.GetStream(), 4));
    }

    [Theory]
    [InlineData("nothing listens on the jump host", "Unreachable", "Cannot connect to JUMP: ")]
    [InlineData("the jump host is silent", "Deadline", "Connecting to JUMP timed out after 5 s. Check that the jump host is switched on")]
    [InlineData("the key of the jump host is unknown", "HostKeyUnknown", "JUMP presents the host key ")]
    [InlineData("the key of the jump host is another", "HostKeyChanged", "JUMP presents the host key ")]
    [InlineData("the jump host does not take our key", "AuthenticationRefused", "JUMP refuses the key ")]
    [InlineData("the jump host forwards nothing", "Unreachable", "JUMP makes no connection to BOX. ")]
    [InlineData("nothing listens on the box", "Unreachable", "JUMP makes no connection to BOX. ")]
    [InlineData("the box is silent", "Deadline", "Connecting to BOX timed out after 5 s. Check that the box is switched on")]
    [InlineData("the key of the box is unknown", "HostKeyUnknown", "BOX presents the host key ")]
    [InlineData("the key of the box is another", "HostKeyChanged", "BOX presents the host key ")]
    [InlineData("the box does not take our key", "AuthenticationRefused", "BOX refuses the key ")]
    public async Task A_failure_says_which_of_the_two_it_is_about_and_leaves_nothing_open(string wrong, string kind, string words)
    {
        await using var jump = await Server(
            ofJump,
            wrong switch
            {
                "the jump host does not take our key" => "none",
                "the jump host forwards nothing" => "no-port-forwarding ",
                _ => "",
            });
        await using var box = await Server(ofBox, wrong is "the box does not take our key" ? "none" : "");
        await using var silent = new LocalService((_, token) => Task.Delay(Timeout.Infinite, token));
        Assert.True(HostKeyFingerprint.TryParse("SHA256:" + new string('A', 43), out var another));
        var target = Target(box, jump);
        var way = target.Jump!;
        var known = jump.HostKey + box.HostKey;
        (target, way, known) = wrong switch
        {
            "nothing listens on the jump host" => (target, way with { Port = LocalSshServer.FreePort() }, known),
            "the jump host is silent" => (target, way with { Port = silent.Port }, known),
            "the key of the jump host is unknown" => (target, way, box.HostKey),
            "the key of the jump host is another" => (target, way with { HostKey = another }, known),
            "nothing listens on the box" => (target with { Port = LocalSshServer.FreePort() }, way, known),
            "the box is silent" => (target with { Port = silent.Port }, way, known),
            "the key of the box is unknown" => (target, way, jump.HostKey),
            "the key of the box is another" => (target with { HostKey = another }, way, known),
            _ => (target, way, known),
        };
        target = target with { Jump = way };
        ThreadPool.GetMinThreads(out var threads, out _);

        var failure = await Assert.ThrowsAsync<SshFailure>(
            () => Connect(target, known, wrong.EndsWith("silent", StringComparison.Ordinal) ? TimeSpan.FromSeconds(5) : Limit));

        Assert.Equal(kind, failure.Kind.ToString());
        Assert.StartsWith(
            words.Replace("JUMP", way.Described.ToString(), StringComparison.Ordinal)
                .Replace("BOX", target.Described.ToString(), StringComparison.Ordinal),
            failure.Message, StringComparison.Ordinal);
        await NothingIsOpen(way.Port, threads);
    }

    // Neither a connection to the jump host, nor what the pool was allowed for the way through it.
    private static async Task NothingIsOpen(int port, int threads)
    {
        var to = $":{port:X4}";
        for (var tries = 0; ; tries++)
        {
            ThreadPool.GetMinThreads(out var now, out _);
            string[] lines =
            [
                .. await File.ReadAllLinesAsync("/proc/self/net/tcp", Cancellation),
                .. await File.ReadAllLinesAsync("/proc/self/net/tcp6", Cancellation),
            ];
            var open = lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Count(row => row[2].EndsWith(to, StringComparison.Ordinal) && row[3] == "01");
            if ((open, now) == (0, threads))
            {
                return;
            }

            Assert.True(tries < 200, $"{open} connections to the jump host are open, and the pool keeps {now} threads, not {threads}");
            await Task.Delay(50, Cancellation);
        }
    }

    private static string Jump(LocalSshServer jump) => $"matriz's jump host ({LocalSshServer.User}@127.0.0.1:{jump.Port})";

    private static SshTarget Target(LocalSshServer box, LocalSshServer jump) =>
        new("matriz", "127.0.0.1", box.Port, LocalSshServer.User, null)
        {
            Jump = new("matriz", "127.0.0.1", jump.Port, LocalSshServer.User, null) { IsJump = true },
        };

    // A server that takes our key, with options before it; a word that is no option makes a line that is none.
    private async Task<LocalSshServer> Server(TestFolder folder, string options = "")
    {
        if (!File.Exists(ours["key"]))
        {
            await Programs.Run(ours.Path, "ssh-keygen", null, null, "-q", "-t", "ed25519", "-N", "", "-f", ours["key"]);
        }

        return await LocalSshServer.Start(folder, options + await File.ReadAllTextAsync(ours["key.pub"], Cancellation));
    }

    private Task<SshSession> Connect(SshTarget target, string known, TimeSpan limit) => SshSession.Connect(
        target, new SshCredentials(ours["key"]), KnownHosts.Parse(known), limit, TimeProvider.System, Cancellation);

    private static async Task<string> Greeting(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, Cancellation).AsTask().WaitAsync(Limit, Cancellation);
        return Encoding.ASCII.GetString(bytes);
    }
}
