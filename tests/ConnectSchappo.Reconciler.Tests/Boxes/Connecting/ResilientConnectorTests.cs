using System.Net;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Connecting;

public class ResilientConnectorTests
{
    private static readonly DesiredBox Box =
        new() { Name = "matriz", Catalogue = AsteriskCatalogue.Of(16), Address = "10.0.0.5", User = "reconciler" };

    private readonly FakeTimeProvider time = new();
    private readonly ScriptedConnections connections = new();

    [Theory]
    [InlineData("Unreachable", 2)]
    [InlineData("HostKey", 1)]
    [InlineData("AccessRefused", 1)]
    [InlineData("Deadline", 1)]
    public async Task Only_what_may_pass_by_itself_is_tried_once_more(string kind, int attempts)
    {
        connections.Kind = Enum.Parse<BoxFailureKind>(kind);
        Assert.Equal(kind, await Failure(new ResilientConnector(connections, new ConnectTurns(time), time)));
        Assert.Equal(attempts, connections.Attempts);
    }

    [Fact]
    public async Task A_box_that_failed_often_is_left_alone_for_a_while_and_longer_each_time()
    {
        connections.Kind = BoxFailureKind.Deadline;
        var connector = new ResilientConnector(connections, new ConnectTurns(time), time);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Null(connector.LeftAloneUntil);
            await Failure(connector);
        }

        foreach (var seconds in (double[])[10, 20, 40, 80, 120, 120])
        {
            Assert.Equal(seconds, (connector.LeftAloneUntil!.Value - time.GetUtcNow()).TotalSeconds);
            var before = connections.Attempts;
            Assert.Equal("Unreachable", await Failure(connector));
            Assert.Equal(before, connections.Attempts);

            time.Advance(TimeSpan.FromSeconds(seconds));
            await Failure(connector);
            Assert.Equal(before + 1, connections.Attempts);
        }

        connections.Kind = null;
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await connector.Open(Box, Cancellation));
        Assert.Null(connector.LeftAloneUntil);
    }

    [Fact]
    public async Task Somebody_who_asks_is_not_kept_waiting()
    {
        connections.Kind = BoxFailureKind.Deadline;
        var connector = new ResilientConnector(connections, new ConnectTurns(time), time);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await Failure(connector);
        }

        connections.Kind = null;
        await connector.TryAtOnce(Cancellation);
        Assert.NotNull(await connector.Open(Box, Cancellation));
    }

    [Fact]
    public async Task An_attempt_that_hangs_ends()
    {
        connections.Hangs = true;
        var opening = Failure(new ResilientConnector(connections, new ConnectTurns(time), time));
        time.Advance(TimeSpan.FromSeconds(35));
        Assert.Equal("Unreachable", await opening);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<string> Failure(ResilientConnector connector)
    {
        var opening = connector.Open(Box, Cancellation);
        while (!opening.IsCompleted && connections is { Kind: BoxFailureKind.Unreachable, Attempts: 1 })
        {
            time.Advance(TimeSpan.FromSeconds(0.1)); // the pause before another attempt
            await Task.Yield();
        }

        return (await Assert.ThrowsAsync<BoxFailure>(() => opening)).Kind.ToString();
    }

    private sealed class ScriptedConnections : IBoxConnections
    {
        public BoxFailureKind? Kind { get; set; }

        public bool Hangs { get; set; }

        public int Attempts { get; private set; }

        public async Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation)
        {
            Attempts++;
            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }

            return Kind is { } kind ? throw new BoxFailure(kind, $"scripted") : new NoConnection();
        }
    }

    private sealed class NoConnection : IBoxConnection
    {
        public Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input, TimeSpan deadline, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<string> Check(EquatableArray<string> paths, TimeSpan deadline, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<Stream> OpenPort(IPEndPoint at, TimeSpan deadline, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
