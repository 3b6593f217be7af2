using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// Logs what changed on one box from round to round: a transition once, a lasting state not again, repeats as a count, a recovery always.
/// What is done is logged while it happens.
/// </summary>
/// <param name="box">The box.</param>
/// <param name="logger">The log.</param>
/// <param name="pending">What waited when the daemon before this one ended, and was told by it; null for nothing.</param>
internal sealed class BoxReporter(string box, ILogger logger, PendingAction? pending = null) : IRoundObserver
{
    private readonly DriftNews drifts = new(box, logger);
    private readonly StepNews steps = new(box, logger, pending);
    // Whosever it is, and whatever the reason of the moment.
    private readonly Lasting<UnknownFact, Message> unknown = new(
        fact => fact.What,
        fact => logger.ObservationIncomplete(box, fact.Text.In(Language.English)),
        fact => logger.ObservationComplete(box, fact.Text.In(Language.English)));

    // The same words and values are the same: none of these says a time or a count that changes by itself.
    private readonly Lasting<Message, Message> blocked = new(
        cause => cause,
        cause => logger.Blocked(box, cause.In(Language.English)),
        cause => logger.Unblocked(box, cause.In(Language.English)));

    private readonly Lasting<QuarantinedChange, QuarantinedChange> quarantined = new(
        change => change,
        change => logger.Quarantined(box, change.Text.In(Language.English)),
        change => logger.QuarantineCleared(box, change.What.In(Language.English)));

    private readonly Lasting<Message, Message> advisories = new(
        cause => cause,
        cause => logger.Advisory(box, cause.In(Language.English)),
        cause => logger.AdvisoryCleared(box, cause.In(Language.English)));

    private string? failure;
    private int failedLooks;
    private string? crash;
    private int crashes;
    private int attempts;
    private string? inSync;

    public void OnTransactionBegun(BoxOutcome soFar, string transaction, Plan work)
    {
        LogSeen(soFar);
        steps.LogBegun(work, transaction);
    }

    public void OnStepsDone(BoxOutcome soFar, IReadOnlyList<Step> done)
    {
        LogCrashOver();
        LogFailureOver();
        steps.Log(soFar, done, attempts > 0);
    }

    public void OnRoundEnded(RoundReport report)
    {
        var outcome = report.Outcome;
        LogCrashOver();
        if (outcome.Failure is { } failed)
        {
            steps.LogEnd(report, attempts > 0);
            LogFailure(failed, outcome.WasApplied, report.NextObservation);
            return;
        }

        LogSeen(outcome);
        steps.LogEnd(report, attempts > 0);
        unknown.Now(outcome.Newest!.Report.UnknownFacts);
        blocked.Now(outcome.Newest.Blocked);
        LogQuarantine(outcome);
        advisories.Now(outcome.Newest.Notes);
        steps.Pending.LogTooLong(report.Pending);
        LogProof(outcome);
    }

    public void OnRoundCrashed(string box, Exception error)
    {
        crashes++;
        var now = $"{error.GetType()} {error.Message}";
        if (crash != now)
        {
            crash = now;
            logger.RoundCrashed(error, box);
        }
    }

    // What differs is told before what is done about it.
    private void LogSeen(BoxOutcome round)
    {
        LogCrashOver();
        LogFailureOver();
        if (drifts.Log(round.Plan!))
        {
            inSync = null; // whatever was told of a drift, its end is told too
        }
    }

    private void LogCrashOver()
    {
        if (crash is not null)
        {
            logger.RoundRecovered(box, crashes);
            (crash, crashes) = (null, 0);
        }
    }

    private void LogFailure(RoundFailure failed, bool wasApplied, DateTimeOffset nextTry)
    {
        failedLooks++;

        // The message may hold a count or a port that changes: the kind is the state.
        if (failure != failed.Kind)
        {
            failure = failed.Kind;
            inSync = null;
            logger.ObservationFailed(
                box,
                failed.Kind,
                failed.Message.In(Language.English),
                wasApplied ? "changes were in progress, and the next observation finishes or rolls them back" : "nothing was changed",
                nextTry);
        }
    }

    private void LogFailureOver()
    {
        if (failure is not null)
        {
            logger.ObservationRecovered(box, failedLooks);
            (failure, failedLooks) = (null, 0);
        }
    }

    // What failed in this round was told by its own event: that it stays so is told by those who come later.
    private void LogQuarantine(BoxOutcome outcome)
    {
        var now = outcome.Newest!.Quarantined;
        if (outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.RolledBack or TransactionEvent.NotVerified }))
        {
            quarantined.Knows(now);
        }

        quarantined.Now(now);
    }

    private void LogProof(BoxOutcome outcome)
    {
        if (outcome.Verdict == Verdict.Converged)
        {
            LogProved();
            drifts.AllOver();
            steps.AllOver();
            if (inSync != outcome.Revision || outcome.WasApplied)
            {
                inSync = outcome.Revision;
                logger.InSync(box, RevisionName.Short(outcome.Revision));
            }

            return;
        }

        inSync = null;
        drifts.LogLeft(outcome.Newest!);
        if (outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.NotVerified }))
        {
            attempts++;
        }
        else if (outcome.Newest is { HasWork: false, Quarantined.IsEmpty: true })
        {
            LogProved();
        }
    }

    private void LogProved()
    {
        if (attempts > 0)
        {
            logger.Verified(box, attempts);
        }

        attempts = 0;
    }
}
