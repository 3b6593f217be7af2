using System.Collections.Concurrent;
using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What one connection may make us hold. A stream that goes beyond ends the connection, and everything on it is told the same cause.
/// </summary>
/// <remarks>
/// SSH's own back pressure is the window of a channel. SSH.NET widens it as bytes arrive and not as somebody reads them, so that it
/// holds nobody back: what is left is to keep little, and to hang up on who sends more than that. What nobody reads is looked at four
/// times a second, so that a limit is passed by what arrives in a quarter of a second.
/// </remarks>
internal sealed class StreamLimits : IDisposable
{
    /// <summary>The most bytes of an output that wait to be read. A look of a large box comes at once.</summary>
    public const int MostOutput = 64 * 1024 * 1024;

    /// <summary>The most bytes of diagnostics that wait to be read: a script prints a few lines, if any.</summary>
    public const int MostErrors = 1024 * 1024;

    /// <summary>The most bytes of a TCP stream that wait to be read. Somebody reads while they come.</summary>
    public const int MostOfTcp = 16 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // One timer for all connections: a thousand would wake the process four thousand times a second.
    private static readonly ConcurrentDictionary<StreamLimits, byte> All = new();
    private static readonly Timer Look = new(_ => CheckAll(), null, Interval, Interval);

    private readonly Action hangUp;
    private readonly Func<SshFailure?>? loss;
    private ImmutableArray<ArrivingBytes> open = [];

    private SshFailure? exceeded;
    private volatile bool isGivenUp;

    /// <param name="hangUp">Gives up the connection, without waiting.</param>
    /// <param name="loss">What is known to have ended the connection besides; null where nothing is.</param>
    public StreamLimits(Action hangUp, Func<SshFailure?>? loss = null)
    {
        (this.hangUp, this.loss) = (hangUp, loss);
        All[this] = default;
        GC.KeepAlive(Look);
    }

    /// <summary>What went beyond its limit first; null where nothing did.</summary>
    public SshFailure? Exceeded => Volatile.Read(ref exceeded);

    /// <summary>What is known to have ended the connection: a stream beyond its limit, or what it went through. Else null.</summary>
    public SshFailure? Cause => Exceeded ?? loss?.Invoke();

    /// <summary>Whether the connection was given up: nothing more comes on any of its streams.</summary>
    public bool IsGivenUp => isGivenUp;

    /// <summary>Gives up the connection, without waiting.</summary>
    public void HangUp()
    {
        isGivenUp = true;
        hangUp();
    }

    /// <summary>Tells that a stream went beyond its limit, and ends the connection.</summary>
    /// <returns>What is told: of several, the first.</returns>
    public SshFailure Exceed(Message stream, Message limit)
    {
        var failure = new SshFailure(
            SshFailureKind.OutputTooLarge,
            $"The box sent more than {limit} on {stream}, which is the limit. The connection was closed. Find the program on the box that "
                + $"prints so much.");
        Interlocked.CompareExchange(ref exceeded, failure, null);
        HangUp();
        return exceeded;
    }

    /// <summary>A stream of this connection is read from now on.</summary>
    public void Opened(ArrivingBytes stream) => ImmutableInterlocked.Update(ref open, (all, one) => all.Add(one), stream);

    /// <summary>A stream of this connection has ended.</summary>
    public void Closed(ArrivingBytes stream) => ImmutableInterlocked.Update(ref open, (all, one) => all.Remove(one), stream);

    /// <summary>The connection has ended: nothing more comes.</summary>
    public void Dispose()
    {
        isGivenUp = true;
        All.TryRemove(this, out _);
    }

    private static void CheckAll()
    {
        foreach (var (limits, _) in All)
        {
            limits.Check();
        }
    }

    private void Check()
    {
        foreach (var stream in open)
        {
            if (!isGivenUp && stream.IsBeyondLimit)
            {
                Exceed(stream.Name, stream.Limit);
            }
        }
    }
}
