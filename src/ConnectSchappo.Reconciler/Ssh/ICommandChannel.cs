namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>A command that runs somewhere: bytes in, bytes and diagnostics out, an exit code at its end.</summary>
internal interface ICommandChannel : IAsyncDisposable
{
    ArrivingBytes Output { get; }

    ArrivingBytes Errors { get; }

    /// <summary>Known once the command has ended by itself.</summary>
    int? ExitCode { get; }

    /// <summary>What cut the channel, where the command did not end by itself; an <see cref="SshFailure"/> where we did.</summary>
    Exception? Loss { get; }

    /// <summary>Sends bytes to the command. When the token ends the wait, some of them may have been sent.</summary>
    /// <exception cref="SshFailure">The command or the connection has ended.</exception>
    Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Ends the command's input, without waiting. What is written after it is lost.</summary>
    void EndInput();
}
