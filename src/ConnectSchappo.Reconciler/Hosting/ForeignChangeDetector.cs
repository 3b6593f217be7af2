using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// Notices that somebody else has changed a box as we do, by a person's <c>apply</c> or another reconciler: the box's lock says who
/// held it last. It is told, and recorded with who it was.
/// </summary>
/// <param name="box">The box.</param>
/// <param name="logger">Where it is told.</param>
/// <param name="history">Where it is recorded.</param>
/// <param name="seen">The last transaction that is known of; empty for none, null where nothing is known.</param>
internal sealed class ForeignChangeDetector(string box, ILogger logger, History history, string? seen) : IRoundObserver
{
    /// <summary>The last transaction that is known of; empty for none, null before the first look.</summary>
    public string? Seen { get; private set; } = seen;

    public void OnRoundEnded(RoundReport report)
    {
        var outcome = report.Outcome;
        if (outcome.Journal is not { } journal)
        {
            return;
        }

        // What is under way is told once it has ended.
        var isUnderWay = journal.Last is { } begun && journal.Open.Any(p => p.Id == begun.Id);
        if (Seen is not null && !isUnderWay && journal.Last is { } last && last.Id != Seen && last.Owner != TransactionHead.Owner
            && !last.IsWatchdog)
        {
            logger.ForeignChange(box, last.Owner, last.Id);
            history.Add(new HistoryEntry
            {
                Time = report.Ended,
                Box = box,
                Event = HistoryEvent.ForeignChange,
                By = last.Owner,
                Transaction = last.Id,
                Revision = outcome.Revision,
                Verdict = outcome.Verdict,
            });
        }

        // What we did in this round is on the box only since its first look; of what waits there is nothing on the box.
        Seen = outcome.Steps.LastOrDefault(s => s is { Transaction: not null, Result: not StepResult.Pending })?.Transaction
            ?? (isUnderWay ? Seen : journal.Last?.Id) ?? "";
    }
}
