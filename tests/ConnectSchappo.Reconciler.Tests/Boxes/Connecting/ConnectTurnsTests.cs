using ConnectSchappo.Reconciler.Boxes.Connecting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Connecting;

/// <summary>A thousand boxes that come back at once are connected a few at a time, and none that is gone holds up the others.</summary>
public sealed class ConnectTurnsTests
{
    private static readonly int AtOnce = 4 * Environment.ProcessorCount;

    private readonly FakeTimeProvider time = new();
    private int begun;

    [Fact]
    public async Task Only_so_many_are_made_at_the_same_time()
    {
        var turns = new ConnectTurns(time);
        var answers = Enumerable.Range(0, AtOnce + 3).Select(_ => new TaskCompletionSource<int>()).ToList();
        var connecting = answers.Select(a => Connect(turns, a.Task)).ToList();
        Assert.Equal(AtOnce, begun);

        answers[0].SetResult(7);
        Assert.Equal(7, await connecting[0]);
        await Begun(AtOnce + 1);
        answers[1].SetException(new IOException("refused"));
        await Assert.ThrowsAsync<IOException>(() => connecting[1]);
        await Begun(AtOnce + 2);
    }

    [Fact]
    public async Task Who_takes_long_gives_the_turn_to_the_next_and_connects_all_the_same()
    {
        var turns = new ConnectTurns(time);
        var gone = new TaskCompletionSource<int>();
        var all = Enumerable.Range(0, (2 * AtOnce) + 1).Select(_ => Connect(turns, gone.Task)).ToList();
        Assert.Equal(AtOnce, begun);

        time.Advance(TimeSpan.FromMilliseconds(500));
        await Begun(2 * AtOnce);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await Begun((2 * AtOnce) + 1);
        gone.SetResult(7);
        Assert.All(await Task.WhenAll(all), a => Assert.Equal(7, a));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        var turns = new ConnectTurns(time);
        var gone = new TaskCompletionSource<int>();
        _ = Enumerable.Range(0, AtOnce).Select(_ => Connect(turns, gone.Task)).ToList();
        using var stopping = new CancellationTokenSource();
        var waiting = Connect(turns, gone.Task, stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(AtOnce, begun);
    }

    [Fact]
    public async Task What_fails_at_once_gives_its_turn_back()
    {
        var turns = new ConnectTurns(time);
        for (var i = 0; i < 2 * AtOnce; i++)
        {
            await Assert.ThrowsAsync<IOException>(
                () => turns.Run<int>(() => throw new IOException(), TestContext.Current.CancellationToken));
        }
    }

    private Task<int> Connect(ConnectTurns turns, Task<int> answer, CancellationToken cancellation = default) => turns.Run(
        async () =>
        {
            Interlocked.Increment(ref begun);
            return await answer;
        },
        cancellation);

    private async Task Begun(int count)
    {
        while (Volatile.Read(ref begun) < count)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(count, begun);
    }
}
