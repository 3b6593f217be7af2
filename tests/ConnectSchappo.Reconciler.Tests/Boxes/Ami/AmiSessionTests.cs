using System.Text;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Ami;

public sealed class AmiSessionTests
{
    private const string Banner = "Asterisk Call Manager/5.0.4\r\n";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Waits until a number of whole actions has come, and gives their text.</summary>
    private static async Task<string> Actions(Stream stream, int count, CancellationToken cancellation)
    {
        var text = "";
        var block = new byte[4096];
        while (text.Split("\r\n\r\n").Length - 1 < count)
        {
            var length = await stream.ReadAsync(block, cancellation);
            text += length > 0 ? Encoding.UTF8.GetString(block, 0, length) : throw new IOException("the client hung up");
        }

        return text;
    }

    private static ValueTask Say(Stream stream, string text, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);

    [Fact]
    public async Task A_batch_is_one_write_and_its_replies_come_in_its_own_order()
    {
        var asked = "";
        await using var asterisk = new LocalService(async (stream, token) =>
        {
            await Say(stream, Banner, token);
            asked = await Actions(stream, 2, token);
            await Say(stream, "Response: Success\r\nActionID: 2\r\nPing: Pong\r\n\r\n\r\n", token);
            await Say(stream, "Response: Success\r\nActionID: 1\r\nOutput: a\r\nOutput: b: c\r\n\r\n", token);
            await Actions(stream, 1, token);
            await Say(stream, "Response: Error\r\nActionID: 3\r\nMessage: no\r\n\r\n", token);
        });
        await using var session = new AmiSession(await asterisk.Connect(Cancellation), TimeProvider.System);

        var replies = await session.Send([AmiAction.Command("core show uptime"), new("Ping")], Long, Cancellation);

        Assert.Equal("Action: Command\r\nActionID: 1\r\nCommand: core show uptime\r\n\r\nAction: Ping\r\nActionID: 2\r\n\r\n", asked);
        Assert.Equal(["a", "b: c"], replies[0].Output);
        Assert.Equal("Pong", replies[1].Response["Ping"]);
        Assert.Equal("Asterisk Call Manager/5.0.4", session.Banner);
        Assert.Equal("no", Assert.Single(await session.Send([new("Nope")], Long, Cancellation)).Message);
        Assert.Empty(await session.Send([], Long, Cancellation));
    }

    [Fact]
    public async Task An_Asterisk_that_does_not_answer_is_a_deadline_and_the_session_is_done()
    {
        await using var asterisk = new LocalService((_, token) => Task.Delay(Timeout.Infinite, token));
        await using var session = new AmiSession(await asterisk.Connect(Cancellation), TimeProvider.System);

        var late = await Assert.ThrowsAsync<BoxFailure>(() => session.Send([new("Ping")], TimeSpan.FromMilliseconds(100), Cancellation));
        var after = await Assert.ThrowsAsync<BoxFailure>(() => session.Send([new("Ping")], Long, Cancellation));

        Assert.Equal((BoxFailureKind.Deadline, BoxFailureKind.PortClosed), (late.Kind, after.Kind));
        Assert.Contains("Ping", late.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Floods => new()
    {
        { "no line end ", "65536 bytes a line" },
        { "a: b\r\n", "100000 fields a frame" },
        { "Event: x\r\nActionID: 1\r\n\r\n", "200000 frames a reply" },
        { "Event: x\r\nValue: " + new string('x', 60_000) + "\r\n\r\n", "33554432 bytes a reply" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task What_never_ends_is_told_by_the_limit_that_it_went_beyond(string text, string limit)
    {
        await using var asterisk = new LocalService(async (stream, token) =>
        {
            await Say(stream, Banner, token);
            var block = string.Concat(Enumerable.Repeat(text, (100_000 / text.Length) + 1));
            while (true)
            {
                await Say(stream, block, token);
            }
        });
        await using var session = new AmiSession(await asterisk.Connect(Cancellation), TimeProvider.System);
        var before = GC.GetTotalAllocatedBytes();

        var failure = await Assert.ThrowsAsync<BoxFailure>(() => session.Send([new("Ping")], Long, Cancellation));

        Assert.Equal(BoxFailureKind.Excess, failure.Kind);
        Assert.Contains($"more than {limit}", failure.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1_000_000_000);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_his_own_cancellation()
    {
        await using var asterisk = new LocalService((_, token) => Task.Delay(Timeout.Infinite, token));
        await using var session = new AmiSession(await asterisk.Connect(Cancellation), TimeProvider.System);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => session.Send([new("Ping")], Long, caller.Token));

        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task An_Asterisk_that_stops_in_the_middle_of_a_list_is_told()
    {
        await using var asterisk = new LocalService(async (stream, token) =>
        {
            await Say(stream, Banner, token);
            await Actions(stream, 1, token);
            await Say(
                stream, "Response: Success\r\nActionID: 1\r\nEventList: start\r\n\r\nEvent: EndpointList\r\nActionID: 1\r\n\r\n", token);
        });
        await using var session = new AmiSession(await asterisk.Connect(Cancellation), TimeProvider.System);

        var failure = await Assert.ThrowsAsync<BoxFailure>(() => session.Send([new("PJSIPShowEndpoints")], Long, Cancellation));

        Assert.Equal(BoxFailureKind.PortClosed, failure.Kind);
    }
}
