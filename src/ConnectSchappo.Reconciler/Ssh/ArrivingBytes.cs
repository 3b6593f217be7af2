using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What arrives on one of a channel's output streams, to be awaited. SSH.NET's streams only block: awaiting one would hold a
/// thread of the pool for as long as nothing arrives. So each has a thread of its own, which ends with the channel.
/// </summary>
/// <remarks>What arrived and was not read is limited: see <see cref="StreamLimits"/>.</remarks>
internal sealed class ArrivingBytes
{
    private const int StackSize = 256 * 1024;
    private const int BlockSize = 32 * 1024;

    private readonly Channel<ReadOnlyMemory<byte>> blocks = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new() { SingleReader = true, SingleWriter = true });

    private readonly int most;
    private readonly StreamLimits limits;
    private ReadOnlyMemory<byte> current;
    private long unread;

    /// <param name="source">Where they come from, by reads that block.</param>
    /// <param name="name">What the stream is called when it is told that it went beyond its limit.</param>
    /// <param name="most">The most bytes that wait to be read.</param>
    /// <param name="limits">Whom to tell of more.</param>
    public ArrivingBytes(Stream source, Message name, int most, StreamLimits limits)
    {
        (Name, this.most, this.limits) = (name, most, limits);
        limits.Opened(this);
        var thread = new Thread(() => Pump(source), StackSize) { IsBackground = true, Name = name.In(Language.English) };
        thread.Start();
    }

    /// <summary>What the stream is called.</summary>
    public Message Name { get; }

    /// <summary>Waits for bytes. Zero is the end: the command closed the stream, or the connection is gone.</summary>
    /// <exception cref="SshFailure">It went beyond its limit.</exception>
    public async ValueTask<int> Read(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (current.IsEmpty)
        {
            if (!await blocks.Reader.WaitToReadAsync(cancellation))
            {
                return limits.Exceeded is { } exceeded ? throw exceeded : 0;
            }

            if (blocks.Reader.TryRead(out current))
            {
                Interlocked.Add(ref unread, -current.Length);
            }
        }

        var length = Math.Min(buffer.Length, current.Length);
        current[..length].CopyTo(buffer);
        current = current[length..];
        return length;
    }

    /// <summary>Tells the reader that nothing more comes, whatever the stream does.</summary>
    public void End() => blocks.Writer.TryComplete();

    [SuppressMessage(
        "Design", "CA1031", Justification = "An exception that leaves a thread ends the process, and with it the care of every other box.")]
    private void Pump(Stream source)
    {
        try
        {
            var block = new byte[BlockSize];
            for (int length; (length = source.Read(block, 0, block.Length)) > 0;)
            {
                if (Interlocked.Add(ref unread, length) > most)
                {
                    limits.Exceed(Name, $"{most} bytes");
                    break;
                }

                blocks.Writer.TryWrite(block.AsMemory(0, length).ToArray());
            }
        }
        catch (OutOfMemoryException)
        {
            limits.Exceed(Name, $"this host has memory for");
        }
        catch (Exception)
        {
            // The channel was disposed under us, or the connection is gone, for which SSH.NET has many words: the reader is told by
            // the end of the stream, and the channel knows what cut it.
        }

        End();
        limits.Closed(this);
    }
}
