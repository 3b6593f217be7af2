using System.Diagnostics.CodeAnalysis;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>One command running on the box, in an exec channel.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "Disposing a command blocks, and ends its input: it is handed to the pool.")]
internal sealed class ExecChannel : ICommandChannel
{
    /// <summary>SSH.NET keeps a buffer as large as its largest message for as long as a connection lasts.</summary>
    private const int LargestMessage = 4096;

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly TimeProvider time;
    private readonly SshCommand command;
    private readonly Task completion;
    private readonly Stream? input;
    private readonly StreamLimits limits;

    // SSH.NET does not keep data, the end of input and the end of the channel in order: sshd ends the connection for data behind an end.
    private readonly Lock sending = new();
    private bool inputHasEnded;

    private ExecChannel(SshCommand command, Task completion, Stream? input, ChannelName name, StreamLimits limits, TimeProvider time)
    {
        this.limits = limits;
        this.time = time;
        this.command = command;
        this.completion = completion;
        this.input = input;
        Output = new((PipeStream)command.OutputStream, $"the standard output of {name.Text}", name.MostOutput, limits);
        Errors = new((PipeStream)command.ExtendedOutputStream, $"the standard error of {name.Text}", StreamLimits.MostErrors, limits);
        limits.Opened(Output);
        limits.Opened(Errors);

        // Seen, whoever has left by then: a failure is told by what is under way.
        _ = completion.ContinueWith(
            ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public ArrivingBytes Output { get; }

    public ArrivingBytes Errors { get; }

    public int? ExitCode => command.ExitStatus;

    public Exception? Loss => limits.Cause is { } cause ? cause
        : completion.IsFaulted ? completion.Exception.GetBaseException()
        : null;

    /// <exception cref="SshFailure">The connection is gone, or the box opens no channel.</exception>
    public static async Task<ExecChannel> Open(
        SshClient client, string commandLine, ChannelName name, StreamLimits limits, TimeProvider time, Deadline deadline)
    {
        // Opening blocks in SSH.NET until the box answers, whatever token it is given.
        var opening = Blocking.Run(() => Start(client, commandLine, name, limits, time));
        try
        {
            return await opening.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException cancellation)
        {
            _ = DisposeLate(opening);
            throw deadline.Ended($"Opening an SSH channel to the box", cancellation);
        }
    }

    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (input is null)
        {
            throw this.Lost();
        }

        // SSH.NET sends by blocking while the box's window is full.
        var written = Task.Run(() => Send(bytes.Span), CancellationToken.None);
        try
        {
            await written.WaitAsync(cancellation);
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw this.Lost(failure);
        }
    }

    public void EndInput() => _ = Task.Run(() =>
    {
        try
        {
            lock (sending)
            {
                // SSH.NET sends no end to a command that was sent nothing.
                Send("\n"u8);
                input?.Dispose();
                inputHasEnded = true;
            }
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            // The connection has ended first, which whoever reads or writes is told.
        }
    });

    public async ValueTask DisposeAsync()
    {
        // Disposing waits for the box to close the channel, and behind a write that a frozen box does not take it waits for as
        // long as the box is frozen: what is left of it ends in the background, with the connection.
        await Task.WhenAny(Close(), Task.Delay(Goodbye, time, CancellationToken.None));
    }

    private async Task Close()
    {
        limits.Closed(Output);
        limits.Closed(Errors);

        // With a connection that was given up it ends too: a box that is gone answers no goodbye.
        if (!limits.IsGivenUp)
        {
            await Blocking.Run(() =>
            {
                lock (sending)
                {
                    inputHasEnded = true;
                }

                command.Dispose();
            });
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        lock (sending)
        {
            for (; !inputHasEnded && bytes.Length > 0; bytes = bytes[Math.Min(bytes.Length, LargestMessage)..])
            {
                input?.Write(bytes[..Math.Min(bytes.Length, LargestMessage)]);
            }

            input?.Flush();
        }
    }

    private static bool IsLoss(Exception failure) =>
        failure is SshException or IOException or ObjectDisposedException or InvalidOperationException;

    private static async Task DisposeLate(Task<ExecChannel> opening)
    {
        await Task.WhenAny(opening);
        if (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
        }

        _ = opening.Exception; // Seen: the deadline was told.
    }

    private static ExecChannel Start(SshClient client, string commandLine, ChannelName name, StreamLimits limits, TimeProvider time)
    {
        SshCommand? started = null;
        try
        {
            started = client.CreateCommand(commandLine);
            var ended = started.ExecuteAsync(CancellationToken.None);
            return new(started, ended, InputOf(started, ended), name, limits, time);
        }
        catch (Exception failure)
        {
            started?.Dispose();
            throw limits.Cause ?? (failure is SshException and not SshConnectionException
                ? new SshFailure(
                    SshFailureKind.ChannelRefused,
                    $"The box refused an SSH channel for a command. Check MaxSessions in its sshd_config, and the log of sshd.",
                    failure)
                : new SshFailure(
                    SshFailureKind.ConnectionLost, $"The SSH connection to the box was lost.", failure)); // SSH.NET has many words for it
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
