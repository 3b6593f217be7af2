using System.Diagnostics.CodeAnalysis;

namespace ConnectSchappo.Reconciler.Boxes.Connecting;

/// <summary>
/// Lets only so many connections be made at the same time, so that a thousand boxes that come back from an outage, or a daemon that starts,
/// do not spend each other's deadlines on key exchanges. A turn ends soon, whether the connection stands by then or not: who takes longer
/// waits for a network or a box, which costs nothing, and no box that is gone holds up one that answers.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore of whose wait handle nobody asks holds nothing.")]
internal sealed class ConnectTurns(TimeProvider time)
{
    /// <summary>A key exchange and a login take 30 to 60 ms of a core of this host.</summary>
    private static readonly int AtOnce = 4 * Environment.ProcessorCount;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <summary>Waits for a turn, and connects in it. The wait is no part of the deadlines of connecting.</summary>
    public async Task<T> Run<T>(Func<Task<T>> connect, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        var connecting = InTurn(connect);
        _ = EndTurn(connecting);
        return await connecting;
    }

    // So that what is thrown before the first wait is thrown by the task too, and the turn ends.
    private static async Task<T> InTurn<T>(Func<Task<T>> connect) => await connect();

    private async Task EndTurn(Task connecting)
    {
        await Task.WhenAny(connecting, Task.Delay(Longest, time, CancellationToken.None));
        turns.Release();
    }
}
