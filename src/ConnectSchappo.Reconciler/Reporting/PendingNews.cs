using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Logs what waits on a box: its beginning, that it has waited for too long, and its end, each once.</summary>
/// <param name="box">The box.</param>
/// <param name="logger">The log.</param>
/// <param name="logged">What waited when the daemon before this one ended, and was told by it; null for nothing.</param>
internal sealed class PendingNews(string box, ILogger logger, PendingAction? logged)
{
    private PendingAction? logged = logged;

    /// <summary>What waits as far as it was told; null for nothing.</summary>
    public PendingAction? Logged => logged;

    /// <summary>Tells that something waits, or does no longer.</summary>
    /// <param name="now">What waits after a round; null for nothing.</param>
    /// <param name="waits">The step of it in that round; null where it had none.</param>
    /// <param name="wasDone">Whether the round did what waited until then.</param>
    /// <param name="reason">What it is for.</param>
    /// <param name="calls">How many channels are up.</param>
    public void LogChange(PendingAction? now, Step.Activated? waits, bool wasDone, string reason, string calls)
    {
        if (logged?.Activation == now?.Activation)
        {
            return;
        }

        if (logged is not null && !wasDone)
        {
            logger.ActionPendingCleared(box, logged.Command.In(Language.English), WireName.OfName(logged.Activation));
        }

        logged = now is null ? null : now with { WasTooLong = false };
        if (now is not null)
        {
            logger.ActionPending(
                box, now.Command.In(Language.English), waits!.Text.In(Language.English), reason, calls,
                waits.Activation.WireName, waits.Transaction);
        }
    }

    /// <summary>Tells once that it has waited for longer than the policy says.</summary>
    public void LogTooLong(PendingAction? now)
    {
        if (now is { WasTooLong: true } && logged is { WasTooLong: false })
        {
            logger.ActionPendingTooLong(box, now.Command.In(Language.English), now.Since.ToString("u"), WireName.OfName(now.Activation));
            logged = now;
        }
    }
}
