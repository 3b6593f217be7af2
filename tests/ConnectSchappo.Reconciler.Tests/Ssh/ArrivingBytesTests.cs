using ConnectSchappo.Reconciler.Ssh;
using Renci.SshNet.Common;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>What arrives is read when it is wanted, is limited, and ends with the stream or the connection.</summary>
public sealed class ArrivingBytesTests
{
    private const int Most = 1_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_before_is_read_at_once_and_what_comes_later_when_it_comes()
    {
        using var source = new PipeStream();
        using var limits = new StreamLimits(() => { });
        var bytes = new ArrivingBytes(source, $"x", Most, limits);
        var buffer = new byte[10];
        await source.WriteAsync(new byte[] { 1, 2, 3 }, Cancellation);

        Assert.Equal(2, await bytes.Read(buffer.AsMemory(0, 2), Cancellation));
        Assert.Equal(1, await bytes.Read(buffer, Cancellation));
        var later = bytes.Read(buffer, Cancellation);
        Assert.False(later.IsCompleted);
        await source.WriteAsync(new byte[] { 4, 5 }, Cancellation);
        Assert.Equal(2, await later);
        Assert.Equal([4, 5], buffer[..2]);
    }

    [Fact]
    public async Task What_came_before_the_end_is_read_before_the_end_is_told()
    {
        var source = new PipeStream();
        using var limits = new StreamLimits(() => { });
        var bytes = new ArrivingBytes(source, $"x", Most, limits);
        await source.WriteAsync(new byte[] { 1, 2, 3 }, Cancellation);
        await source.DisposeAsync();

        Assert.Equal(3, await bytes.Read(new byte[10], Cancellation));
        Assert.Equal(0, await bytes.Read(new byte[10], Cancellation));
        Assert.False(bytes.IsBeyondLimit);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_ends_where_the_connection_is_given_up(bool isDisposed)
    {
        using var source = new PipeStream();
        using var limits = new StreamLimits(() => { });
        var read = new ArrivingBytes(source, $"x", Most, limits).Read(new byte[10], Cancellation);
        if (isDisposed)
        {
            limits.Dispose();
        }
        else
        {
            limits.HangUp();
        }

        Assert.Equal(0, await read);
    }

    [Fact]
    public async Task A_wait_ends_with_its_token()
    {
        using var source = new PipeStream();
        using var limits = new StreamLimits(() => { });
        using var wait = new CancellationTokenSource();
        var read = new ArrivingBytes(source, $"x", Most, limits).Read(new byte[10], wait.Token);
        await wait.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
    }

    [Fact]
    public async Task What_nobody_reads_ends_the_connection_at_its_limit_and_every_wait_on_it()
    {
        var hungUp = new TaskCompletionSource();
        using var limits = new StreamLimits(() => hungUp.TrySetResult());
        using var source = new PipeStream();
        using var other = new PipeStream();
        var bytes = new ArrivingBytes(source, $"the output", Most, limits);
        limits.Opened(bytes);
        var waiting = new ArrivingBytes(other, $"the errors", Most, limits).Read(new byte[10], Cancellation).AsTask();
        await source.WriteAsync(new byte[Most], Cancellation);
        await Task.Delay(600, Cancellation);
        Assert.False(hungUp.Task.IsCompleted);

        await source.WriteAsync(new byte[1], Cancellation);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        foreach (var read in (Task<int>[])[bytes.Read(new byte[10], Cancellation).AsTask(), waiting])
        {
            var failure = await Assert.ThrowsAsync<SshFailure>(async () => await read);
            Assert.Equal(SshFailureKind.OutputTooLarge, failure.Kind);
            Assert.Contains($"more than {Most} bytes on the output", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stream_that_is_closed_is_looked_at_no_more()
    {
        using var limits = new StreamLimits(() => Assert.Fail("it is closed"));
        using var source = new PipeStream();
        var bytes = new ArrivingBytes(source, $"the output", Most, limits);
        limits.Opened(bytes);
        limits.Closed(bytes);
        await source.WriteAsync(new byte[Most + 1], Cancellation);

        await Task.Delay(600, Cancellation);
        Assert.Null(limits.Exceeded);
    }

    [Fact]
    public async Task What_is_read_as_it_comes_may_be_of_any_length()
    {
        const int Length = 5_000_000;
        using var limits = new StreamLimits(() => Assert.Fail("it went beyond its limit"));
        var source = new PipeStream();
        var bytes = new ArrivingBytes(source, $"the output", 100_000, limits);
        limits.Opened(bytes);
        var read = new SemaphoreSlim(1);
        var writing = Task.Run(
            async () =>
            {
                for (var left = Length; left > 0; left -= 50_000)
                {
                    await read.WaitAsync(Cancellation);
                    await source.WriteAsync(new byte[50_000], Cancellation);
                }

                await source.DisposeAsync();
            },
            Cancellation);
        var buffer = new byte[64 * 1024];
        var kept = 0;
        while (await bytes.Read(buffer, Cancellation) is var count and > 0)
        {
            kept += count;
            read.Release();
        }

        await writing;
        Assert.Equal(Length, kept);
    }
}
