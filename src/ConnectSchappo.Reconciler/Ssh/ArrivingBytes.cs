using System.Threading.Channels;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What arrives on one of a channel's output streams, to be awaited. SSH.NET's streams only block: awaiting one would hold a
/// thread of the pool for as long as nothing arrives. So each has a thread of its own, which ends with the channel.
/// </summary>
internal sealed class ArrivingBytes
{
    private const int StackSize = 256 * 1024;
    private const int BlockSize = 32 * 1024;

    private readonly Channel<ReadOnlyMemory<byte>> blocks = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new() { SingleReader = true, SingleWriter = true });

    private ReadOnlyMemory<byte> current;

    public ArrivingBytes(Stream source, string name)
    {
        var thread = new Thread(() => Pump(source), StackSize) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Waits for bytes. Zero is the end: the command closed the stream, or the connection is gone.</summary>
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
                return 0;
            }

            blocks.Reader.TryRead(out current);
        }

        var length = Math.Min(buffer.Length, current.Length);
        current[..length].CopyTo(buffer);
        current = current[length..];
        return length;
    }

    private void Pump(Stream source)
    {
        var block = new byte[BlockSize];
        try
        {
            for (int length; (length = source.Read(block, 0, block.Length)) > 0;)
            {
                blocks.Writer.TryWrite(block.AsMemory(0, length).ToArray());
            }

            blocks.Writer.Complete();
        }
        catch (Exception failure) when (failure is ObjectDisposedException or IOException)
        {
            // The channel was disposed under us: the reader is told by the end of the stream.
            blocks.Writer.Complete();
        }
    }
}
