using System.Net;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>"Nobody answers" is what a listener said, and never what kept us from hearing one.</summary>
public sealed class ClientProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Heard => ["closed", "greets", "hangs up"];

    public static TheoryData<string> Unheard => ["no channel", "too much", "lost in the handshake"];

    [Theory]
    [MemberData(nameof(Heard))]
    public async Task What_the_listener_says_is_known(string what)
    {
        await using var service = new LocalService(async (stream, token) =>
        {
            if (what == "greets")
            {
                await LocalRegistrar.Say(stream, "220 mail.example.org ESMTP\r\n", token);
            }
        });

        var view = await Ask(
            token => what == "closed" ? throw Told(SshFailureKind.PortClosed, BoxFailureKind.PortClosed) : service.Connect(token));

        Assert.Equal(Fact.Known(WebSocketAnswer.Nobody), view.Answers);
        Assert.NotNull(view.Served.Missing);
    }

    [Theory]
    [MemberData(nameof(Unheard))]
    public async Task What_kept_us_from_hearing_it_is_not(string what)
    {
        var view = await Ask(token => what switch
        {
            "no channel" => throw Told(SshFailureKind.ChannelRefused, BoxFailureKind.Unreachable),
            "too much" => throw Told(SshFailureKind.OutputTooLarge, BoxFailureKind.Excess),
            _ => Task.FromResult<Stream>(new LostStream()),
        });

        Assert.Contains("told", view.Answers.Missing?.ToString(), StringComparison.Ordinal);
        Assert.NotNull(view.Served.Missing);
    }

    private static BoxFailure Told(SshFailureKind ssh, BoxFailureKind kind) => new(kind, $"told", new SshFailure(ssh, $"told"));

    private static Task<ClientView> Ask(Func<CancellationToken, Task<Stream>> open) =>
        new ClientProbe(new Line(open), TimeProvider.System)
            .Ask(
                new ProbedWebSocket("250", Listener.Tls, new(IPAddress.Loopback, 8089)),
                _ => Task.FromResult("/ws"), (_, _) => Task.FromResult(false), Cancellation);

    private sealed class Line(Func<CancellationToken, Task<Stream>> open) : IBoxConnection
    {
        public Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input, TimeSpan deadline, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<string> Check(EquatableArray<string> paths, TimeSpan deadline, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<Stream> OpenPort(IPEndPoint at, TimeSpan deadline, CancellationToken cancellation) => open(cancellation);

        public ValueTask DisposeAsync() => default;
    }

    private sealed class LostStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new SshFailure(SshFailureKind.ConnectionLost, $"told");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
    }
}
