using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// A time allowed, linked with a caller's token: one token to wait with, and afterwards the answer to which of the two ended it.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;
    private readonly CancellationToken caller;
    private readonly TimeProvider time;
    private readonly long started;

    private Deadline(TimeSpan allowed, TimeProvider time, CancellationToken caller)
    {
        Allowed = allowed;
        this.time = time;
        this.caller = caller;
        started = time.GetTimestamp();
        timer = new(allowed, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    public TimeSpan Allowed { get; }

    /// <summary>Cancelled when the time is over or the caller gave up.</summary>
    public CancellationToken Token => linked.Token;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>What is left, never below zero.</summary>
    public TimeSpan Left => Elapsed < Allowed ? Allowed - Elapsed : TimeSpan.Zero;

    /// <summary>Whether the time ran out, rather than the caller having given up.</summary>
    public bool RanOut => timer.IsCancellationRequested && !caller.IsCancellationRequested;

    public static Deadline In(TimeSpan allowed, TimeProvider time, CancellationToken caller) => new(allowed, time, caller);

    /// <summary>
    /// What a cancelled wait means: the caller's own cancellation, or a failure of kind <see cref="SshFailureKind.Deadline"/>.
    /// </summary>
    /// <param name="what">What timed out, to stand at the beginning of a sentence.</param>
    /// <param name="cancellation">The end of the wait.</param>
    public Exception Ended(Message what, OperationCanceledException cancellation) => caller.IsCancellationRequested
        ? new OperationCanceledException(cancellation.Message, cancellation, caller)
        : new SshFailure(SshFailureKind.Deadline, $"{what} timed out after {Allowed.TotalSeconds:0.###} s.", cancellation);

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
