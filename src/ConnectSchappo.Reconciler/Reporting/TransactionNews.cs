using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// Tells the log what a box's transactions begin with and what they come to; the same trouble again in the next round is no news.
/// </summary>
internal sealed class TransactionNews(string box, ILogger logger)
{
    private const int MostFiles = 3;

    private HashSet<string> loggedLast = new(StringComparer.Ordinal);
    private HashSet<string> logged = new(StringComparer.Ordinal);
    private string begun = "";

    /// <summary>A transaction begins. One that does what the last one did in vain is no news, nor one that only waits.</summary>
    public void LogBegun(Plan plan, string transaction)
    {
        var now = $"{plan.Revision} {Work(plan)}";
        if (now != begun && (!plan.Edits.IsEmpty || plan.Activations.Any(a => a.WaitsFor is null)))
        {
            begun = now;
            logger.ChangeBegun(box, transaction, RevisionName.Short(plan.Revision), Work(plan));
        }
    }

    /// <summary>The box is in sync: whatever begins from now on is news.</summary>
    public void AllOver() => begun = "";

    /// <summary>The round is over: what it told is the last that was told.</summary>
    public void End() => (loggedLast, logged) = (logged, new(StringComparer.Ordinal));

    public void Log(Step.Transacted step, string revision)
    {
        var text = step.Text.In(Language.English);
        var now = $"{step.Event} {text}";
        logged.Add(now);
        if (loggedLast.Contains(now) && step is not { Event: TransactionEvent.Confirmed, Result: StepResult.Done })
        {
            return;
        }

        revision = RevisionName.Short(revision);
        switch (step.Event)
        {
            case TransactionEvent.Confirmed when step.Result == StepResult.Done:
                logger.Confirmed(box, revision, text, step.Transaction);
                break;
            case TransactionEvent.WaitsForConfirmation:
                logger.WaitsForConfirmation(box, revision, text, step.Transaction);
                break;
            case TransactionEvent.RolledBack:
                logger.RolledBack(box, revision, text, step.Transaction);
                break;
            case TransactionEvent.NotVerified:
                logger.NotVerified(box, text, step.Transaction);
                break;
            case TransactionEvent.RollbackFailed:
                logger.RollbackFailed(box, text, step.Transaction);
                break;
            case TransactionEvent.Finished or TransactionEvent.Undone:
                logger.TransactionRecovered(box, text, step.Transaction);
                break;
            case TransactionEvent.RolledBackByWatchdog:
                logger.RolledBackByWatchdog(box, text, step.Transaction);
                break;
            case TransactionEvent.LockedOut:
                logger.LockedOut(box, text, step.Transaction);
                break;
            case TransactionEvent.Refused or TransactionEvent.Confirmed:
                logger.TransactionRefused(box, text, step.Transaction);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Event, "an event without a line");
        }
    }

    // Part by part, as each has a fate of its own.
    private static string Work(Plan plan)
    {
        var files = Listing.Of(plan.Edits.Select(e => e.Path), MostFiles).In(Language.English);
        var commands = string.Join(", ", plan.Activations.Where(a => a.WaitsFor is null).Select(a => a.Words.In(Language.English)));
        var work = files.Length == 0 || commands.Length == 0 ? files + commands : $"{files}; then {commands}";
        return $"{work} (for {Listing.Of(plan.Parts.Select(p => p.Subject.Name), 8)})";
    }
}
