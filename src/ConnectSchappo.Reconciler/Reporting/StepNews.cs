using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
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
    private readonly Dictionary<Work, (Message Cause, int Attempts)> failing = [];
    private readonly TransactionNews transactions = new(box, logger);
    private readonly List<(string Path, string Result, string? Transaction)> files = [];
    private readonly HashSet<Step> logged = new(ReferenceEqualityComparer.Instance);
    private List<(Work What, Message Text)> doneLast = [];
    private List<(Work What, Message Text)> done = [];
    private bool isNews;

    // What a step is about: a file, or an activation.
    private readonly record struct Work(string? Path, Activation? Activation)
    {
        public static Work Of(Step step) => step switch
        {
            Step.Edited edited => new(edited.Path, null),
            Step.Activated activated => new(null, activated.Activation),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step about neither a file nor an activation"),
        };

        public string Words => Path ?? Activation!.Words.In(Language.English);
    }

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
            case { Result: StepResult.Done } when IsNews(step, isRepeating) || failing.ContainsKey(Work.Of(step)):
                LogDone(step, round);
                break;
        }
    }

    // From the first step on that is not what the last round did at this place.
    private bool IsNews(Step step, bool isRepeating)
    {
        var now = (Work.Of(step), step.Text);
        isNews |= !isRepeating || done.Count >= doneLast.Count || !doneLast[done.Count].Equals(now);
        done.Add(now);
        return isNews;
    }

    private void LogDone(Step step, BoxOutcome outcome)
    {
        var work = Work.Of(step);
        var attempt = failing.Remove(work, out var failed) ? failed.Attempts + 1 : 1;
        var result = (attempt == 1 ? step.Text : $"{step.Text} at attempt {attempt}").In(Language.English);
        if (step is Step.Activated activated)
        {
            LogFiles();
            logger.Activated(
                box, work.Words, result, Reason(activated, outcome), Calls(activated, outcome), activated.Activation.WireName,
                attempt, step.Transaction);
        }
        else
        {
            if (files.Count > 0 && files[0].Result != result)
            {
                LogFiles();
            }

            files.Add((work.Words, result, step.Transaction));
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
        var work = Work.Of(step);
        var (cause, attempts) = failing.GetValueOrDefault(work, (Message.Empty, 0));
        failing[work] = (step.Text, attempts + 1);
        if (!cause.Equals(step.Text))
        {
            logger.StepFailed(box, work.Words, step.Text.In(Language.English), attempts + 1, step.Transaction);
        }
        else if (step is Step.Activated activated)
        {
            logger.Retried(box, work.Words, activated.Activation.WireName, attempts + 1, step.Transaction);
        }
    }

    private void LogPending(PendingAction? now, BoxOutcome outcome)
    {
        var waits = PendingAction.Waiting(outcome);
        var wasDone = outcome.Steps.OfType<Step.Activated>()
            .Any(s => s.Activation.Name == Pending.Logged?.Activation && s.Result == StepResult.Done);
        Pending.LogChange(now, waits, wasDone, waits is null ? "" : Reason(waits, outcome), waits is null ? "" : Calls(waits, outcome));
    }

    private static string Reason(Step.Activated step, BoxOutcome outcome) => step.Undoes ? "the rollback"
        : outcome.Plan?.Activations.FirstOrDefault(a => a.Activation == step.Activation)?.Reason.In(Language.English) ?? "the plan";

    private static string Calls(Step.Activated step, BoxOutcome outcome) => (step.Channels ?? outcome.CallsBefore)?.ToString() ?? "unknown";
}
