using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// A standing root shell on the box, in one exec channel: one round trip a script instead of a channel and a sudo each.
/// Scripts run one at a time; calls in parallel wait for their turn, which counts against their deadline.
/// </summary>
/// <remarks>
/// A script is POSIX sh as UTF-8 text, runs with umask 077, <c>LC_ALL=C</c>, the working directory <c>/</c> and
/// <c>$SSH_CONNECTION</c> set, and must leave no process behind that holds its output. When a wait for a script is broken off,
/// by its deadline or by its caller, the shell is of no further use and says so (at a deadline the connection is given up too,
/// since a box that is frozen answers on no channel); what the script was doing goes on at most
/// until the time that was allowed for it.
/// </remarks>
[SuppressMessage(
    "Usage", "CA2213", Justification = "Whoever still waits for the turn is to hear that the shell is gone, not that a semaphore is.")]
internal sealed class RootShell : IAsyncDisposable
{
    private readonly ICommandChannel channel;
    private readonly TimeProvider time;
    private readonly byte[] mark;
    private readonly StreamLimits limits;
    private readonly SemaphoreSlim turn = new(1);
    private long number;
    private SshFailure? broken;
    private EquatableArray<string> watched;

    private RootShell(ICommandChannel channel, TimeProvider time, byte[] mark, StreamLimits limits)
    {
        this.limits = limits;
        this.channel = channel;
        this.time = time;
        this.mark = mark;
    }

    /// <param name="channel">Where <see cref="RootShellProgram.CommandLine"/> runs; the shell owns it.</param>
    /// <param name="user">Whom to name when sudo refuses.</param>
    /// <param name="time">The clock of all deadlines.</param>
    /// <param name="limits">The connection's; it is given up too when the box did not answer in time.</param>
    /// <param name="deadline">The time until the shell must be there.</param>
    internal static async Task<RootShell> Open(
        ICommandChannel channel, string user, TimeProvider time, StreamLimits limits, Deadline deadline)
    {
        var unguessable = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(32, lowercase: true));
        var shell = new RootShell(channel, time, unguessable, limits);
        try
        {
            await shell.Greet(user, deadline);
            return shell;
        }
        catch
        {
            await shell.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a script as root and waits for its end.</summary>
    /// <param name="script">At most <see cref="RootShellProgram.LongestScript"/> bytes; data belongs into the input.</param>
    /// <param name="input">The script's standard input, any bytes.</param>
    /// <param name="deadline">The time until we have the answer. On the box the script is ended shortly before.</param>
    /// <param name="cancellation">Gives up waiting, and with it this shell when the script has begun.</param>
    /// <exception cref="SshFailure">
    /// Deadline, connection lost, or too much output. A script's own failure is none: it is the reply's exit code.
    /// </exception>
    public async Task<ShellReply> Run(string script, ReadOnlyMemory<byte> input, TimeSpan deadline, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetBytes(script);
        if (text.Length > RootShellProgram.LongestScript || script.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A script is text of at most 120000 bytes; give data as its input.", nameof(script));
        }

        return await InTurn(limit => Exchange(text, input, limit), deadline, cancellation);
    }

    /// <summary>
    /// A hash of what <c>stat</c> tells of paths, of a link that of its target: names, numbers, sizes, both times, rights and owners. It is
    /// the same as long as nothing of these changed. It costs the box two short processes.
    /// </summary>
    /// <param name="paths">Absolute paths without a line end; they need not exist.</param>
    /// <param name="deadline">The time until we have the answer.</param>
    /// <param name="cancellation">Gives up waiting, and with it this shell.</param>
    /// <exception cref="SshFailure">Deadline, or the connection is lost.</exception>
    public Task<string> Check(EquatableArray<string> paths, TimeSpan deadline, CancellationToken cancellation) =>
        InTurn(limit => Check(paths, limit), deadline, cancellation);

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private async Task<T> InTurn<T>(Func<Deadline, Task<T>> work, TimeSpan deadline, CancellationToken cancellation)
    {
        using var limit = Deadline.In(deadline, time, cancellation);
        await TakeTurn(limit);
        try
        {
            if (broken is not null)
            {
                throw broken;
            }

            return await work(limit);
        }
        catch (OperationCanceledException cancelled)
        {
            broken = new(
                SshFailureKind.ConnectionLost, $"The root shell on the box was closed, because a script in it did not end in time.");
            if (limit.RanOut)
            {
                limits.HangUp();
            }

            throw limit.Ended($"A script on the box", cancelled);
        }
        catch (SshFailure failure) when (failure.Kind != SshFailureKind.Deadline)
        {
            broken ??= failure;
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task TakeTurn(Deadline limit)
    {
        try
        {
            await turn.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            throw limit.Ended($"Waiting for another script on the box", cancelled);
        }
    }

    private async Task<ShellReply> Exchange(byte[] script, ReadOnlyMemory<byte> input, Deadline limit)
    {
        // The script is told to end, and made to end, before we stop waiting: then the shell stays of use.
        var grace = TimeSpan.FromSeconds(Math.Min(1, limit.Left.TotalSeconds / 5));
        var soft = limit.Left - grace;
        var begun = limit.Elapsed;
        var (ask, kill) = (Math.Max(0.05, soft.TotalSeconds), Math.Max(0.05, grace.TotalSeconds / 2));
        var header = string.Create(
            CultureInfo.InvariantCulture, $"{++number} {script.Length} {input.Length} {ask:0.###} {kill:0.###}\n");
        await channel.Write((byte[])[.. Encoding.ASCII.GetBytes(header), .. script, .. input.Span], limit.Token);

        var output = await ReadToMark(channel.Output, StreamLimits.MostOutput, limit.Token);
        var errors = await ReadToMark(channel.Errors, StreamLimits.MostErrors, limit.Token);
        var code = AnsweredInOrder(output);
        if ((ScriptExit)code is ScriptExit.TimedOut or ScriptExit.Killed && limit.Elapsed - begun >= soft)
        {
            throw new SshFailure(
                SshFailureKind.Deadline,
                Last(errors.Before) is { Length: > 0 } last
                    ? $"A script on the box timed out after {limit.Allowed.TotalSeconds:0.###} s: {last}."
                    : (Message)$"A script on the box timed out after {limit.Allowed.TotalSeconds:0.###} s.");
        }

        return new(code, output.Before, Encoding.UTF8.GetString(errors.Before.Span));
    }

    // The exit code.
    private int AnsweredInOrder(MarkedOutput output)
    {
        var end = new KeyedWords(Encoding.ASCII.GetString(output.Behind.Span));
        return end["script"] == number.ToString(CultureInfo.InvariantCulture)
            && int.TryParse(end["exit"], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw new SshFailure(SshFailureKind.ConnectionLost, $"The root shell on the box answered out of order.");
    }

    private async Task<string> Check(EquatableArray<string> paths, Deadline limit)
    {
        var asked = new StringBuilder();
        if (watched != paths)
        {
            asked.Append(CultureInfo.InvariantCulture, $"0 watch {paths.Count}\n");
            foreach (var path in paths)
            {
                asked.Append(path).Append('\n');
            }

            watched = paths;
        }

        asked.Append(CultureInfo.InvariantCulture, $"{++number} check\n");
        await channel.Write(Encoding.UTF8.GetBytes(asked.ToString()), limit.Token);
        var output = await ReadToMark(channel.Output, StreamLimits.MostErrors, limit.Token);
        AnsweredInOrder(output);
        return Encoding.ASCII.GetString(output.Before.Span) is { Length: > 64 } hash
            ? hash[..64]
            : throw new SshFailure(SshFailureKind.ChannelRefused, $"The box has no sha256sum. Install coreutils on the box.");
    }

    // A script that is ended may have said what it was at.
    private static string Last(ReadOnlyMemory<byte> errors) => Encoding.UTF8.GetString(errors.Span).Trim().Split('\n')[^1];

    private async Task<MarkedOutput> ReadToMark(ArrivingBytes stream, int most, CancellationToken cancellation)
    {
        var output = new MarkedOutput(mark, most);
        while (true)
        {
            var count = await stream.Read(output.Free(), cancellation);
            if (count == 0)
            {
                throw channel.Lost();
            }

            if (output.Add(count))
            {
                return output;
            }

            if (output.IsFull)
            {
                throw limits.Exceed(stream.Name, $"{most} bytes");
            }
        }
    }

    private async Task Greet(string user, Deadline deadline)
    {
        try
        {
            if (await Handshake(deadline.Token) == "0")
            {
                return;
            }

            throw new SshFailure(SshFailureKind.SudoRefused, $"sudo gave the user {user} a shell that is not root's. {SudoHint(user)}");
        }
        catch (OperationCanceledException cancelled)
        {
            throw deadline.Ended($"Opening a root shell on the box", cancelled);
        }
        catch (SshFailure lost) when (lost.Kind == SshFailureKind.ConnectionLost && channel.Loss is null)
        {
            // The command ended by itself, and not the connection: sudo said no, or there is none.
            var errors = await channel.RestOfErrors(deadline.Token);
            throw new SshFailure(
                SshFailureKind.SudoRefused,
                channel.ExitCode is { } code
                    ? $"sudo gives the user {user} no root shell without a password (exit code {code}: {errors}). {SudoHint(user)}"
                    : (Message)$"sudo gives the user {user} no root shell without a password ({errors}). {SudoHint(user)}",
                lost);
        }
    }

    /// <returns>The user that the shell runs as, by its number; null where it does not say.</returns>
    private async Task<string?> Handshake(CancellationToken cancellation)
    {
        await channel.Write((byte[])[.. mark, (byte)'\n'], cancellation);
        var greeting = await ReadToMark(channel.Output, StreamLimits.MostErrors, cancellation);
        return new KeyedWords(Encoding.ASCII.GetString(greeting.Behind.Span))["uid"];
    }

    private static Message SudoHint(string user) =>
        $"On the box, run visudo -f /etc/sudoers.d/reconciler, and add the lines '{user} ALL=(root) NOPASSWD: /bin/sh, /usr/bin/sh' and "
        + $"'Defaults:{user} !requiretty'.";
}
