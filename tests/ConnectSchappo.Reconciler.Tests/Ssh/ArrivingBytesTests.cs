using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>What arrives is limited, and nothing that it comes from ends the process.</summary>
public sealed class ArrivingBytesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Type> Exceptions =>
        [typeof(IOException), typeof(ObjectDisposedException), typeof(NullReferenceException), typeof(InvalidOperationException)];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task A_stream_that_throws_has_ended(Type exception)
    {
        var failure = exception == typeof(ObjectDisposedException)
            ? new ObjectDisposedException("x")
            : (Exception)Activator.CreateInstance(exception)!;
        var bytes = new ArrivingBytes(new Source(_ => throw failure), $"x", 1000, new StreamLimits(() => { }));

        Assert.Equal(0, await bytes.Read(new byte[10], Cancellation));
    }

    [Fact]
    public async Task Memory_that_runs_out_is_the_connections_end_and_not_the_process()
    {
        var hungUp = new TaskCompletionSource();
        var limits = new StreamLimits(hungUp.SetResult);
        var bytes = new ArrivingBytes(new Source(_ => new long[int.MaxValue].Length), $"the output", 1000, limits);

        var failure = await Assert.ThrowsAsync<SshFailure>(async () => await bytes.Read(new byte[10], Cancellation));

        await hungUp.Task.WaitAsync(Cancellation);
        Assert.Equal(SshFailureKind.OutputTooLarge, failure.Kind);
        Assert.Contains("on the output,", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_reads_ends_the_connection_at_its_limit()
    {
        const int Most = 1_000_000;
        var hungUp = new TaskCompletionSource();
        var sent = 0L;
        var bytes = new ArrivingBytes(
            new Source(buffer => { sent += buffer.Length; return buffer.Length; }),
            $"the output",
            Most,
            new StreamLimits(hungUp.SetResult));

        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        var buffer = new byte[Most * 2];
        var kept = 0;
        var failure = await Assert.ThrowsAsync<SshFailure>(async () =>
        {
            while (await bytes.Read(buffer, Cancellation) is var count and > 0)
            {
                kept += count;
            }
        });
        Assert.Contains($"more than {Most} bytes on the output", failure.Message, StringComparison.Ordinal);
        Assert.InRange(kept, 1, Most);
        Assert.InRange(sent, Most, Most + 100_000);
    }

    [Fact]
    public async Task What_is_read_as_it_comes_may_be_of_any_length()
    {
        const int Length = 5_000_000;
        var left = Length;
        var read = new SemaphoreSlim(1);
        var bytes = new ArrivingBytes(
            new Source(buffer =>
            {
                read.Wait(Cancellation);
                var count = Math.Min(left, buffer.Length);
                left -= count;
                return count;
            }),
            $"the output",
            100_000,
            new StreamLimits(() => Assert.Fail("it went beyond its limit")));
        var buffer = new byte[64 * 1024];
        var kept = 0;
        while (await bytes.Read(buffer, Cancellation) is var count and > 0)
        {
            kept += count;
            read.Release();
        }

        Assert.Equal(Length, kept);
    }

    private sealed class Source(Func<Memory<byte>, int> read) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => read(buffer.AsMemory(offset, count));
    }
}
