using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// Tells the log what changed on one box from round to round: a transition once, a lasting state not again, a recovery always.
/// </summary>
internal sealed class BoxReporter(string box, ILogger logger, TimeProvider time)
{
    private const int MostDrifts = 8;

    private string? failure;
    private HashSet<string> drifts = new(StringComparer.Ordinal);
    private HashSet<string> blocked = new(StringComparer.Ordinal);
    private HashSet<string> unknown = new(StringComparer.Ordinal);
    private HashSet<string> noticed = new(StringComparer.Ordinal);
    private string pending = "";
    private DateTimeOffset pendingSince;
    private bool pendingTooLong;
    private string notProved = "";
    private string? inSync;

    /// <param name="outcome">The round.</param>
    /// <param name="maxWait">How long an action may be pending before that is an alert.</param>
    public void Told(BoxOutcome outcome, TimeSpan maxWait)
    {
        if (outcome.Failure is { } failed)
        {
            TellSteps(outcome);
            TellFailure(failed, outcome.WasApplied);
            return;
        }

        if (failure is not null)
        {
            failure = null;
            logger.BoxRecovered(box);
        }

        TellDrifts(outcome.Plan!);
        TellSteps(outcome);
        TellNew(ref unknown, outcome.Newest!.Report.Unknown, cause => logger.BlindSpot(box, cause));
        TellNew(ref blocked, outcome.Newest.Blocked.Concat(outcome.Newest.ForPeople), cause => logger.Blocked(box, cause));
        TellNew(ref noticed, outcome.Newest.Notes, cause => logger.Noticed(box, cause));
        TellPending(maxWait);
        TellProof(outcome);
    }

    /// <summary>Since when something waits; null where nothing does.</summary>
    public DateTimeOffset? PendingSince => pending.Length == 0 ? null : pendingSince;

    private void TellPending(TimeSpan maxWait)
    {
        if (pending.Length > 0 && !pendingTooLong && time.GetUtcNow() - pendingSince >= maxWait)
        {
            pendingTooLong = true;
            logger.PendingTooLong(box, pending, pendingSince.ToString("u"));
        }
    }

    private void TellFailure(RoundFailure failed, bool wasApplied)
    {
        // The message may hold a count or a port that changes: the kind is the state.
        if (failure != failed.Kind)
        {
            failure = failed.Kind;
            inSync = null;
            logger.BoxFailed(
                box, failed.Kind, failed.Message, wasApplied ? "Changes were under way: the next look tells what became of them" : "Nothing was changed");
        }
    }

    private void TellDrifts(Plan plan)
    {
        var fresh = plan.Report.Drifts.Where(d => !drifts.Contains(Key(d))).ToList();
        var wanted = fresh.Where(d => d.Origin == DriftOrigin.Intentional).ToList();
        if (wanted.Count > 0)
        {
            var subjects = string.Join(", ", wanted.Select(d => d.Resource).Distinct(StringComparer.Ordinal).Take(MostDrifts));
            logger.ChangesWanted(box, RevisionName.Short(plan.Revision), wanted.Count, subjects);
        }

        var moved = fresh.Where(d => d.Origin == DriftOrigin.Corrective).ToList();
        foreach (var drift in moved.Take(MostDrifts))
        {
            logger.DriftDetected(box, drift.Subject, drift.Desired, Layers(drift), drift.Consequence);
        }

        if (moved.Count > MostDrifts)
        {
            logger.MoreDrift(box, moved.Count - MostDrifts);
        }

        if (fresh.Count > 0)
        {
            inSync = null; // whatever was told of a drift, its end is told too
        }

        drifts = plan.Report.Drifts.Select(Key).ToHashSet(StringComparer.Ordinal);
    }

    private void TellSteps(BoxOutcome outcome)
    {
        var waits = "";
        foreach (var step in outcome.Steps)
        {
            switch (step)
            {
                case Step.Edited { Result: StepResult.Done } edited:
                    logger.FileChanged(box, edited.Path, edited.Text);
                    break;
                case Step.Edited edited:
                    logger.StepFailed(box, edited.Path, edited.Text);
                    break;
                case Step.Activated { Result: StepResult.Done } activated:
                    logger.Activated(box, activated.Activation.ToString(), activated.Text);
                    break;
                case Step.Activated { Result: StepResult.Failed } activated:
                    logger.StepFailed(box, activated.Activation.ToString(), activated.Text);
                    break;
                case Step.Activated { Result: StepResult.Pending } activated:
                    waits = activated.Activation.ToString();
                    if (pending != waits)
                    {
                        logger.ActionPending(box, waits, activated.Text);
                    }

                    break;
            }
        }

        if (pending != waits)
        {
            (pendingSince, pendingTooLong) = (time.GetUtcNow(), false);
        }

        pending = waits;
    }

    private void TellProof(BoxOutcome outcome)
    {
        if (outcome.Verdict == Verdict.Converged)
        {
            notProved = "";
            drifts.Clear();
            if (inSync != outcome.Revision || outcome.WasApplied)
            {
                inSync = outcome.Revision;
                logger.InSync(box, RevisionName.Short(outcome.Revision));
            }

            return;
        }

        inSync = null;
        if (outcome.Left is { HasWork: true } left && outcome.Steps.All(s => s.Result == StepResult.Done))
        {
            var cause = string.Join("; ", left.Report.Drifts.Where(d => d.Cure == Cure.Ours).Select(d => $"{d.Subject} ({Layers(d)})").Take(4));
            if (notProved != cause)
            {
                notProved = cause;
                logger.NotProved(box, cause);
            }
        }
    }

    private static void TellNew(ref HashSet<string> told, IEnumerable<string> now, Action<string> tell)
    {
        var set = now.ToHashSet(StringComparer.Ordinal);
        foreach (var text in set.Except(told, StringComparer.Ordinal))
        {
            tell(text);
        }

        told = set;
    }

    private static string Key(Drift drift) => $"{drift.Subject}|{drift.File}|{drift.Memory}|{drift.Client}";

    private static string Layers(Drift drift)
    {
        var file = drift.File is null ? null : drift.Provenance is { } from ? $"file {drift.File} ({from})" : $"file {drift.File}";
        string?[] layers = [file, drift.Memory is { } memory ? $"memory {memory}" : null, drift.Client is { } client ? $"client: {client}" : null];
        return string.Join(", ", layers.Where(l => l is not null));
    }
}
