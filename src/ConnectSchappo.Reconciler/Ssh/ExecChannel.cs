using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>One command running on the box in an exec channel: bytes in, bytes and diagnostics out, an exit code at its end.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "Disposing a command blocks, and ends its input: it is handed to the pool.")]
internal sealed class ExecChannel : IAsyncDisposable
{
    private const int MostErrors = 64 * 1024;

    private readonly SshCommand command;
    private readonly Task completion;
    private readonly Stream? input;

    private ExecChannel(SshCommand command, Task completion, Stream? input, string name)
    {
        this.command = command;
        this.completion = completion;
        this.input = input;
        Output = new(command.OutputStream, name);
        Errors = new(command.ExtendedOutputStream, name + " stderr");
    }

    public ArrivingBytes Output { get; }

    public ArrivingBytes Errors { get; }

    /// <summary>Known once the command has ended by itself.</summary>
    public int? ExitCode => command.ExitStatus;

    /// <summary>Whether the connection, and not the command, ended the channel.</summary>
    public Exception? Loss => completion.IsFaulted ? completion.Exception.GetBaseException() : null;

    /// <exception cref="SshFailure">The connection is gone, or the box opens no channel.</exception>
    public static async Task<ExecChannel> Open(SshClient client, string commandLine, string name, Deadline deadline)
    {
        // Opening blocks in SSH.NET until the box answers, whatever token it is given.
        var opening = Task.Run(() => Start(client, commandLine, name), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException cancellation)
        {
            _ = DisposeLate(opening);
            throw deadline.Ended("Opening a channel on the box", cancellation);
        }
    }

    /// <summary>Sends bytes to the command. When the token ends the wait, some of them may have been sent.</summary>
    /// <exception cref="SshFailure">The command or the connection has ended.</exception>
    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (input is null)
        {
            throw Lost(null);
        }

        // SSH.NET sends by blocking while the box's window is full.
        var sending = Task.Run(
            () =>
            {
                input.Write(bytes.Span);
                input.Flush();
            },
            CancellationToken.None);
        try
        {
            await sending.WaitAsync(cancellation);
        }
        catch (Exception failure) when (failure is SshException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw Lost(failure);
        }
    }

    /// <summary>Everything that is still to come on the diagnostic stream, as text.</summary>
    public async Task<string> RestOfErrors(CancellationToken cancellation)
    {
        var text = new ArrayBufferWriter<byte>();
        for (int length; (length = await Errors.Read(text.GetMemory(4096), cancellation)) > 0 && text.WrittenCount < MostErrors;)
        {
            text.Advance(length);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan).Trim();
    }

    public SshFailure Lost(Exception? cause) => new(
        SshFailureKind.ConnectionLost,
        Loss is null && completion.IsCompleted
            ? "The command on the box ended before its work was done."
            : "The SSH connection to the box was lost in the middle. Nothing is assumed about what was being done; look again.",
        cause ?? Loss);

    public async ValueTask DisposeAsync()
    {
        // Disposing waits for the box to close the channel, up to a second: not on the thread of whoever awaits.
        await Task.Run(command.Dispose);
        await Task.WhenAny(completion);
        _ = completion.Exception; // Seen: it is told by whatever was under way.
    }

    private static async Task DisposeLate(Task<ExecChannel> opening)
    {
        await Task.WhenAny(opening);
        if (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
        }

        _ = opening.Exception; // Seen: the deadline was told.
    }

    private static ExecChannel Start(SshClient client, string commandLine, string name)
    {
        var started = client.CreateCommand(commandLine);
        try
        {
            var ended = started.ExecuteAsync(CancellationToken.None);
            return new(started, ended, InputOf(started, ended), name);
        }
        catch (SshConnectionException lost)
        {
            started.Dispose();
            throw new SshFailure(SshFailureKind.ConnectionLost, "The SSH connection to the box is gone. Connect again.", lost);
        }
        catch (SshException refused)
        {
            started.Dispose();
            throw new SshFailure(
                SshFailureKind.ChannelRefused,
                "The box opened no channel for a started. Look at sshd's MaxSessions, and at its journal.",
                refused);
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    private static Stream? InputOf(SshCommand command, Task completion)
    {
        try
        {
            return command.CreateInputStream();
        }
        catch (InvalidOperationException) when (completion.IsCompleted)
        {
            return null; // The command has ended already; its output and exit code say why.
        }
    }
}
