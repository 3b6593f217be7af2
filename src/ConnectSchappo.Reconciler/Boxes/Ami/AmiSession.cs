using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>
/// A session of Asterisk's manager interface over a stream: batches of actions in one write, replies matched by their
/// identifiers. Batches run one at a time.
/// </summary>
/// <remarks>When a wait for replies is broken off the session is of no further use and says so.</remarks>
[SuppressMessage(
    "Usage", "CA2213", Justification = "Whoever still waits for the turn is to hear that the session is gone, not that a semaphore is.")]
internal sealed class AmiSession(Stream stream, TimeProvider time) : IAsyncDisposable
{
    private const int MostBytes = 32 * 1024 * 1024;
    private const int BlockSize = 32 * 1024;

    private readonly SemaphoreSlim turn = new(1);
    private readonly AmiFrameReader reader = new(bannerFirst: true);
    private long number;
    private bool broken;

    /// <summary>Whether Asterisk tells this session of what changes its memory: <see cref="AmiLogin"/> asked for it.</summary>
    public bool Listens { get; set; }

    /// <summary>How often it has told so far, in what was read.</summary>
    public long Changes { get; private set; }

    /// <summary>What Asterisk calls its protocol (<c>Asterisk Call Manager/5.0.4</c>), once something was read.</summary>
    public string? Banner => reader.Banner;

    /// <summary>Sends actions in one write and waits for all of their replies, in their order.</summary>
    /// <exception cref="BoxFailure">
    /// Deadline; port closed where Asterisk hung up; excess where the answer has no end; unreachable where the connection is lost.
    /// </exception>
    public async Task<IReadOnlyList<AmiReply>> Send(IReadOnlyList<AmiAction> actions, TimeSpan deadline, CancellationToken cancellation)
    {
        if (actions.Count == 0)
        {
            return [];
        }

        using var limit = Deadline.In(deadline, time, cancellation);
        try
        {
            await turn.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            throw Ended(limit, $"Waiting for another question to Asterisk's manager interface", cancelled);
        }

        try
        {
            if (broken)
            {
                throw new BoxFailure(BoxFailureKind.PortClosed, $"The session with Asterisk's manager interface has ended.");
            }

            broken = true;
            var replies = await Exchange(actions, limit.Token);
            broken = false;
            return replies;
        }
        catch (OperationCanceledException cancelled)
        {
            var names = string.Join(", ", actions.Select(action => action.Name).Distinct(StringComparer.Ordinal));
            throw Ended(limit, $"Asterisk's answer to {names}", cancelled);
        }
        catch (SshFailure failure)
        {
            throw SshConnection.AsBoxFailure(failure);
        }
        catch (AmiExcessException excess)
        {
            throw new BoxFailure(
                BoxFailureKind.Excess,
                $"The program that answers as Asterisk's manager interface at 127.0.0.1 of the box sent more than {excess.Limit}, which is "
                    + $"the limit. The connection was closed. Check on the box what listens there: ss -ltnp",
                excess);
        }
        finally
        {
            turn.Release();
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static Exception Ended(Deadline limit, Message what, OperationCanceledException cancelled) =>
        limit.Ended(what, cancelled) is var ended && ended is SshFailure failure ? SshConnection.AsBoxFailure(failure) : ended;

    private async Task<IReadOnlyList<AmiReply>> Exchange(IReadOnlyList<AmiAction> actions, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var ids = new List<string>(actions.Count);
        foreach (var action in actions)
        {
            var id = (++number).ToString(CultureInfo.InvariantCulture);
            ids.Add(id);
            text.Append(action.Print(id));
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        var replies = new AmiReplies(ids);

        // A session waits most of its time, and there may be a thousand.
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            await Read(replies, block, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block, clearArray: true); // it may hold passwords of auths
        }

        return replies.Take();
    }

    private async Task Read(AmiReplies replies, byte[] block, CancellationToken cancellation)
    {
        var sent = 0L;
        while (!replies.Complete)
        {
            var count = await stream.ReadAsync(block, cancellation);
            if (count == 0)
            {
                throw new BoxFailure(
                    BoxFailureKind.PortClosed,
                    $"Asterisk closed the connection of its manager interface: it may have stopped or restarted.");
            }

            if ((sent += count) > MostBytes)
            {
                throw new AmiExcessException($"{MostBytes} bytes a reply");
            }

            foreach (var frame in reader.Add(block.AsSpan(0, count)))
            {
                replies.Add(frame);
                Changes += AmiEvents.TellsOfChange(frame) ? 1 : 0;
            }
        }
    }
}
