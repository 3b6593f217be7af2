using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// What one connection may make us hold. A stream that goes beyond ends the connection, and everything on it is told the same cause.
/// </summary>
/// <remarks>
/// SSH's own back pressure is the window of a channel. SSH.NET widens it as bytes arrive and not as somebody reads them, so that it
/// holds nobody back: what is left is to keep little, and to hang up on who sends more than that.
/// </remarks>
/// <param name="hangUp">Gives up the connection, without waiting.</param>
/// <param name="loss">What is known to have ended the connection besides; null where nothing is.</param>
internal sealed class StreamLimits(Action hangUp, Func<SshFailure?>? loss = null)
{
    /// <summary>The most bytes of an output that wait to be read. A look of a large box comes at once.</summary>
    public const int MostOutput = 64 * 1024 * 1024;

    /// <summary>The most bytes of diagnostics that wait to be read: a script prints a few lines, if any.</summary>
    public const int MostErrors = 1024 * 1024;

    /// <summary>The most bytes of a TCP stream that wait to be read. Somebody reads while they come.</summary>
    public const int MostOfTcp = 16 * 1024 * 1024;

    private readonly HashSet<ArrivingBytes> open = [];

    private SshFailure? exceeded;

    /// <summary>What went beyond its limit first; null where nothing did.</summary>
    public SshFailure? Exceeded => Volatile.Read(ref exceeded);

    /// <summary>What is known to have ended the connection: a stream beyond its limit, or what it went through. Else null.</summary>
    public SshFailure? Cause => Exceeded ?? loss?.Invoke();

    /// <summary>Gives up the connection, without waiting.</summary>
    public void HangUp() => hangUp();

    /// <summary>Tells that a stream went beyond its limit, and ends the connection.</summary>
    /// <returns>What is told: of several, the first.</returns>
    public SshFailure Exceed(Message stream, Message limit)
    {
        var failure = new SshFailure(
            SshFailureKind.OutputTooLarge,
            $"The box sent more than {limit} on {stream}, which is the limit. The connection was closed. Find the program on the box that "
                + $"prints so much.");
        Interlocked.CompareExchange(ref exceeded, failure, null);
        hangUp();
        lock (open)
        {
            // SSH.NET does not wake every read of a connection that was given up.
            foreach (var other in open)
            {
                other.End();
            }
        }

        return exceeded;
    }

    /// <summary>A stream of this connection is read from now on.</summary>
    public void Opened(ArrivingBytes stream)
    {
        lock (open)
        {
            open.Add(stream);
        }
    }

    /// <summary>A stream of this connection has ended.</summary>
    public void Closed(ArrivingBytes stream)
    {
        lock (open)
        {
            open.Remove(stream);
        }
    }
}
