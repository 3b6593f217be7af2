using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// Tells the log what changed on one box from round to round: a transition once, a lasting state not again, repeats as a count, a
/// recovery always. What is done is told as it comes about.
/// </summary>
/// <param name="pending">What waited when the daemon before this one ended, and was told by it; null for nothing.</param>
internal sealed class BoxReporter(string box, ILogger logger, TimeProvider time, PendingAction? pending = null) : IRoundWatcher
{
    private readonly DriftNews drifts = new(box, logger);
    private readonly StepNews steps = new(box, logger, time, pending);
    private readonly Lasting<string> unknown = new(cause => logger.BlindSpot(box, cause), cause => logger.BlindSpotOver(box, cause));
    private readonly Lasting<string> blocked = new(cause => logger.Blocked(box, cause), cause => logger.Unblocked(box, cause));
    private readonly Lasting<QuarantinedChange> quarantined = new(change => logger.Quarantined(box, change.Text), change => logger.QuarantineOver(box, change.What));
    private readonly Lasting<string> noticed = new(cause => logger.Noticed(box, cause), cause => logger.NoticeOver(box, cause));

    private string? failure;
    private int failedLooks;
    private string? crash;
    private int crashes;
    private int attempts;
    private string? inSync;

    /// <summary>What waits; null where nothing does.</summary>
    public PendingAction? Pending => steps.Pending.Now;

    /// <summary>A round ended by an error of ours.</summary>
    public void Crashed(Exception error)
    {
        crashes++;
        var now = $"{error.GetType()} {error.Message}";
        if (crash != now)
        {
            crash = now;
            logger.RoundCrashed(error, box);
        }
    }

    public void Begins(BoxOutcome round, string transaction, Plan work)
    {
        Seen(round);
        steps.Begins(work, transaction);
    }

    public void Did(BoxOutcome round, IReadOnlyList<Step> did)
    {
        TellCrashOver();
        TellFailureOver();
        steps.Did(round, did, attempts > 0);
    }

    /// <summary>A round is over.</summary>
    /// <param name="outcome">The round.</param>
    /// <param name="maxWait">How long an action may be pending before that is an alert.</param>
    /// <param name="nextTry">When what failed is tried again.</param>
    public void Told(BoxOutcome outcome, TimeSpan maxWait, DateTimeOffset nextTry)
    {
        TellCrashOver();
        if (outcome.Failure is { } failed)
        {
            steps.Tell(outcome, attempts > 0);
            TellFailure(failed, outcome.WasApplied, nextTry);
            return;
        }

        Seen(outcome);
        steps.Tell(outcome, attempts > 0);
        unknown.Now(outcome.Newest!.Report.Unknown);
        blocked.Now(outcome.Newest.Blocked);
        TellQuarantine(outcome);
        noticed.Now(outcome.Newest.Notes);
        steps.Pending.TellTooLong(maxWait);
        TellProof(outcome);
    }

    // What differs is told before what is done about it.
    private void Seen(BoxOutcome round)
    {
        TellCrashOver();
        TellFailureOver();
        if (drifts.Tell(round.Plan!))
        {
            inSync = null; // whatever was told of a drift, its end is told too
        }
    }

    private void TellCrashOver()
    {
        if (crash is not null)
        {
            logger.RoundsRecovered(box, crashes);
            (crash, crashes) = (null, 0);
        }
    }

    private void TellFailure(RoundFailure failed, bool wasApplied, DateTimeOffset nextTry)
    {
        failedLooks++;

        // The message may hold a count or a port that changes: the kind is the state.
        if (failure != failed.Kind)
        {
            failure = failed.Kind;
            inSync = null;
            logger.BoxFailed(
                box,
                failed.Kind,
                failed.Message,
                wasApplied ? "changes were under way, and the next look tells what became of them" : "nothing was changed",
                nextTry);
        }
    }

    private void TellFailureOver()
    {
        if (failure is not null)
        {
            logger.BoxRecovered(box, failedLooks);
            (failure, failedLooks) = (null, 0);
        }
    }

    // What failed in this round was told by its own event: that it stays so is told by those who come later.
    private void TellQuarantine(BoxOutcome outcome)
    {
        var now = outcome.Newest!.Quarantined;
        if (outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.RolledBack or TransactionEvent.DidNotHelp }))
        {
            quarantined.Knows(now);
        }

        quarantined.Now(now);
    }

    private void TellProof(BoxOutcome outcome)
    {
        if (outcome.Verdict == Verdict.Converged)
        {
            TellProved();
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
        drifts.Left(outcome.Newest!);
        if (outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.DidNotHelp }))
        {
            attempts++;
        }
        else if (outcome.Newest is { HasWork: false, Quarantined.IsEmpty: true })
        {
            TellProved();
        }
    }

    private void TellProved()
    {
        if (attempts > 0)
        {
            logger.Proved(box, attempts);
        }

        attempts = 0;
    }
}
