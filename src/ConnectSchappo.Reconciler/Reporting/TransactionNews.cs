using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Tells the log what a box's transactions came to; the same trouble again in the next round is no news.</summary>
internal sealed class TransactionNews(string box, ILogger logger)
{
    private string told = "";
    private bool isNews;
    private string revision = "";

    /// <summary>A round is told: whether what its transactions came to is news.</summary>
    public void Begin(BoxOutcome outcome)
    {
        var now = string.Join('|', outcome.Steps.OfType<Step.Transacted>().Select(s => $"{s.Event} {s.Text}"));
        var stands = outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.Confirmed, Result: StepResult.Done });
        (isNews, told, revision) = (stands || now != told, now, RevisionName.Short(outcome.Revision));
    }

    public void Tell(Step.Transacted step)
    {
        if (!isNews)
        {
            return;
        }

        switch (step.Event)
        {
            case TransactionEvent.Confirmed when step.Result == StepResult.Done:
                logger.Confirmed(box, revision, step.Text);
                break;
            case TransactionEvent.WaitsForConfirmation:
                logger.WaitsForConfirmation(box, revision, step.Text);
                break;
            case TransactionEvent.RolledBack:
                logger.RolledBack(box, revision, step.Text);
                break;
            case TransactionEvent.RollbackFailed:
                logger.RollbackFailed(box, step.Text);
                break;
            case TransactionEvent.Finished or TransactionEvent.Undone:
                logger.Recovered(box, step.Text);
                break;
            case TransactionEvent.UndoneByWatchdog:
                logger.UndoneByWatchdog(box, step.Text);
                break;
            case TransactionEvent.LockedOut:
                logger.LockedOut(box, step.Text);
                break;
            default:
                logger.TransactionRefused(box, step.Text);
                break;
        }
    }
}
