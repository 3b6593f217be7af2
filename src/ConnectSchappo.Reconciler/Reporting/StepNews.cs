using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Logs what was done on a box and what waits; the same again without effect is only counted.</summary>
/// <param name="box">The box.</param>
/// <param name="logger">The log.</param>
/// <param name="pending">What waited when the daemon before this one ended; null for nothing.</param>
internal sealed class StepNews(string box, ILogger logger, PendingAction? pending)
{
    private readonly Dictionary<string, (Message Cause, int Attempts)> failing = new(StringComparer.Ordinal);
    private readonly TransactionNews transactions = new(box, logger);
    private readonly List<(string Path, string Result, string? Transaction)> files = [];
    private readonly HashSet<Step> logged = new(ReferenceEqualityComparer.Instance);
    private List<string> doneLast = [];
    private List<string> done = [];
    private bool isNews;

    /// <summary>What waits, and for how long.</summary>
    public PendingNews Pending { get; } = new(box, logger, pending);

    /// <summary>A transaction begins.</summary>
    public void LogBegun(Plan work, string transaction) => transactions.LogBegun(work, transaction);

    /// <summary>Tells steps as they come about.</summary>
    /// <param name="round">The round so far.</param>
    /// <param name="steps">What came about at once.</param>
    /// <param name="isRepeating">
    /// Whether the last attempt did not show its effect: a file that is written again is then no news. An activation always is.
    /// </param>
    public void Log(BoxOutcome round, IEnumerable<Step> steps, bool isRepeating)
    {
        foreach (var step in steps.Where(logged.Add))
        {
            Log(step, round, isRepeating);
        }

        LogFiles();
    }

    /// <summary>The round is over: tells what was not told while it came about, and what waits.</summary>
    /// <param name="report">The round.</param>
    /// <param name="isRepeating">Whether the last attempt did not show its effect.</param>
    public void LogEnd(RoundReport report, bool isRepeating)
    {
        var outcome = report.Outcome;
        Log(outcome, outcome.Steps, isRepeating);
        doneLast = done.Count == 0 ? doneLast : done;
        (done, isNews) = ([], false);
        logged.Clear();
        transactions.End();
        LogPending(report.Pending, outcome);
    }

    /// <summary>Nothing is left to do: whatever failed before does not matter any more.</summary>
    public void AllOver()
    {
        failing.Clear();
        transactions.AllOver();
    }

    private void Log(Step step, BoxOutcome round, bool isRepeating)
    {
        switch (step)
        {
            case Step.Transacted transacted:
                LogFiles();
                transactions.Log(transacted, round.Revision);
                break;
            case { Result: StepResult.Failed }:
                LogFiles();
                LogFailed(step);
                break;
            case Step.Activated { Result: StepResult.Done }:
                LogDone(step, round);
                break;
            case { Result: StepResult.Done } when IsNews(step, isRepeating) || failing.ContainsKey(Resource(step)):
                LogDone(step, round);
                break;
        }
    }

    // From the first step on that is not what the last round did at this place.
    private bool IsNews(Step step, bool isRepeating)
    {
        var line = $"{Resource(step)} {step.Text}";
        isNews |= !isRepeating || done.Count >= doneLast.Count || doneLast[done.Count] != line;
        done.Add(line);
        return isNews;
    }

    private void LogDone(Step step, BoxOutcome outcome)
    {
        var attempt = failing.Remove(Resource(step), out var failed) ? failed.Attempts + 1 : 1;
        var result = (attempt == 1 ? step.Text : $"{step.Text} at attempt {attempt}").In(Language.English);
        if (step is Step.Activated activated)
        {
            LogFiles();
            logger.Activated(
                box, Resource(step), result, Reason(activated, outcome), Calls(activated, outcome), activated.Activation.WireName,
                attempt, step.Transaction);
        }
        else
        {
            if (files.Count > 0 && files[0].Result != result)
            {
                LogFiles();
            }

            files.Add((Resource(step), result, step.Transaction));
        }
    }

    // Files to which the same was done, one after the other, are one line.
    private void LogFiles()
    {
        if (files.Count > 0)
        {
            logger.FileChanged(box, string.Join(", ", files.Select(f => f.Path)), files[0].Result, files[0].Transaction);
            files.Clear();
        }
    }

    // The failure is told once; that an activation was tried again is a line of its own all the same.
    private void LogFailed(Step step)
    {
        var (cause, attempts) = failing.GetValueOrDefault(Resource(step), (Message.Empty, 0));
        failing[Resource(step)] = (step.Text, attempts + 1);
        if (!cause.Equals(step.Text))
        {
            logger.StepFailed(box, Resource(step), step.Text.In(Language.English), attempts + 1, step.Transaction);
        }
        else if (step is Step.Activated activated)
        {
            logger.Retried(box, Resource(step), activated.Activation.WireName, attempts + 1, step.Transaction);
        }
    }

    private void LogPending(PendingAction? now, BoxOutcome outcome)
    {
        var waits = PendingAction.Waiting(outcome);
        var wasDone = outcome.Steps.OfType<Step.Activated>()
            .Any(s => s.Activation.Name == Pending.Logged?.Activation && s.Result == StepResult.Done);
        Pending.LogChange(now, waits, wasDone, waits is null ? "" : Reason(waits, outcome), waits is null ? "" : Calls(waits, outcome));
    }

    private static string Resource(Step step) =>
        step is Step.Edited edited ? edited.Path : ((Step.Activated)step).Activation.Words.In(Language.English);

    private static string Reason(Step.Activated step, BoxOutcome outcome) => step.Undoes ? "the rollback"
        : outcome.Plan?.Activations.FirstOrDefault(a => a.Activation == step.Activation)?.Reason.In(Language.English) ?? "the plan";

    private static string Calls(Step.Activated step, BoxOutcome outcome) => (step.Channels ?? outcome.CallsBefore)?.ToString() ?? "unknown";
}
