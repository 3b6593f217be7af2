using System.Diagnostics.CodeAnalysis;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// A command on the box as a stream: what is written goes to its standard input, what it prints is read. Reads wait for data
/// and take a token; zero bytes is its end. One reader and one writer at a time. A command that has no more to print says so on its
/// standard error by <see cref="TcpOnBox.HungUp"/>, and ends with its input. Disposing the stream ends the command.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "The channel is disposed asynchronously, whichever way the stream is disposed.")]
internal sealed class ExecStream(ICommandChannel channel) : Stream
{
    private int disposed;
    private bool hasHungUp;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="SshFailure">The connection, and not the command, ended.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await channel.Output.Read(buffer, cancellationToken, HangUpToo);
        return count == 0 && buffer.Length > 0 && channel.Loss is not null ? throw channel.Lost() : count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <exception cref="SshFailure">The command or the connection has ended.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await channel.Write(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        channel.Write(buffer.AsMemory(offset, count), cancellationToken);

    /// <summary>Nothing to do: every write is sent at once.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not to be had: a blocking read has no deadline.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    /// <summary>Not to be had: a blocking write has no deadline.</summary>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            await channel.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private void HangUpToo()
    {
        if (!hasHungUp && channel.Errors.Take(TcpOnBox.HungUp))
        {
            hasHungUp = true;
            channel.EndInput();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref disposed, 1) == 0)
        {
            _ = channel.DisposeAsync().AsTask(); // It throws nothing, and a caller who cannot await need not wait.
        }

        base.Dispose(disposing);
    }
}
