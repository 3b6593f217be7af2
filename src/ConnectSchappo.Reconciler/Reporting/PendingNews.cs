using ConnectSchappo.Reconciler.Applying;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Tells the log what waits on a box: its beginning, that it has waited for too long, and its end, each once.</summary>
/// <param name="pending">What waited when the daemon before this one ended, and was told by it; null for nothing.</param>
internal sealed class PendingNews(string box, ILogger logger, TimeProvider time, PendingAction? pending)
{
    private PendingAction? pending = pending is null || pending.Since <= time.GetUtcNow() ? pending : pending with { Since = time.GetUtcNow() };

    /// <summary>What waits; null for nothing.</summary>
    public PendingAction? Now => pending;

    /// <summary>A round was able to tell what waits.</summary>
    /// <param name="waits">What does; null for nothing.</param>
    /// <param name="wasDone">Whether the round did what waited until then.</param>
    /// <param name="reason">What it is for.</param>
    /// <param name="calls">How many channels are up.</param>
    public void Tell(Step.Activated? waits, bool wasDone, string reason, string calls)
    {
        if (pending?.Activation == waits?.Activation.ToString())
        {
            return;
        }

        if (pending is not null && !wasDone)
        {
            logger.PendingOver(box, pending.Activation);
        }

        pending = waits is null ? null : new PendingAction(waits.Activation.ToString(), time.GetUtcNow(), false);
        if (pending is not null)
        {
            logger.ActionPending(box, pending.Activation, waits!.Text, reason, calls, waits.Transaction);
        }
    }

    /// <summary>Tells once that it has waited for longer than the policy says.</summary>
    public void TellTooLong(TimeSpan maxWait)
    {
        if (pending is { WasTooLong: false } && time.GetUtcNow() - pending.Since >= maxWait)
        {
            pending = pending with { WasTooLong = true };
            logger.PendingTooLong(box, pending.Activation, pending.Since.ToString("u"));
        }
    }
}
