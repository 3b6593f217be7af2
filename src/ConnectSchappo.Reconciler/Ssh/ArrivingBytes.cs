using System.Diagnostics;
using ConnectSchappo.Reconciler.Core.Messages;
using Renci.SshNet.Common;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What arrives on one of a channel's output streams, to be awaited. SSH.NET's streams only block, and tell nobody that something came: a
/// thread for each would be three for a box, of which there may be a thousand. So whoever awaits an answer looks whether it is there: first
/// after a millisecond, and the longer it takes the more seldom, each time after a sixteenth of the wait so far. Nobody looks while no
/// answer is awaited.
/// </summary>
/// <remarks>What arrived and was not read is limited: see <see cref="StreamLimits"/>.</remarks>
/// <param name="source">Where SSH.NET puts them. It is at its end once it is disposed.</param>
/// <param name="name">What the stream is called when it is told that it went beyond its limit.</param>
/// <param name="most">The most bytes that wait to be read.</param>
/// <param name="limits">Whom to tell of more.</param>
internal sealed class ArrivingBytes(PipeStream source, Message name, int most, StreamLimits limits)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(250);

    /// <summary>What the stream is called.</summary>
    public Message Name { get; } = name;

    /// <summary>The most that waits to be read.</summary>
    public Message Limit => $"{most} bytes";

    /// <summary>Takes what waits to be read, without waiting for more, and tells whether a byte is among it.</summary>
    public bool Take(byte sought)
    {
        Span<byte> block = stackalloc byte[256];
        var isThere = false;
        while (source.Length is > 0 and var waiting)
        {
            var taken = source.Read(block[..(int)Math.Min(block.Length, waiting)]);
            isThere |= block[..taken].Contains(sought);
        }

        return isThere;
    }

    /// <summary>Whether more waits to be read than may.</summary>
    public bool IsBeyondLimit => source.Length > most;

    /// <summary>Waits for bytes. Zero is the end: the command closed the stream, or the connection is gone.</summary>
    /// <param name="buffer">Where to put them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="meanwhile">Looks at what else may happen, each time before it is waited on.</param>
    /// <exception cref="SshFailure">It went beyond its limit.</exception>
    public async ValueTask<int> Read(Memory<byte> buffer, CancellationToken cancellation, Action? meanwhile = null)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!buffer.IsEmpty)
        {
            // Asked in this order, what came before the end is seen.
            var isAtEnd = !source.CanWrite || limits.IsGivenUp;
            if (limits.Exceeded is { } exceeded)
            {
                throw exceeded;
            }

            if (IsBeyondLimit)
            {
                throw limits.Exceed(Name, Limit);
            }

            if (source.Length is > 0 and var waiting)
            {
                return source.Read(buffer.Span[..(int)Math.Min(buffer.Length, waiting)]);
            }

            if (isAtEnd)
            {
                break;
            }

            meanwhile?.Invoke();

            // Bytes come when they come, whatever clock the deadlines have.
            await Task.Delay(Pause(Stopwatch.GetElapsedTime(begun)), TimeProvider.System, cancellation);
        }

        return 0;
    }

    private static TimeSpan Pause(TimeSpan waited) => TimeSpan.FromTicks(Math.Clamp(waited.Ticks / 16, Soonest.Ticks, Latest.Ticks));
}
