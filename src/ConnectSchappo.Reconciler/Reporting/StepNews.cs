using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Tells the log what was done on a box and what waits; the same again without effect is only counted.</summary>
internal sealed class StepNews(string box, ILogger logger, TimeProvider time)
{
    private readonly Dictionary<string, (string Cause, int Attempts)> failing = new(StringComparer.Ordinal);
    private readonly TransactionNews transactions = new(box, logger);
    private readonly List<(string Path, string Result)> files = [];
    private string lastDone = "";
    private string pending = "";
    private DateTimeOffset pendingSince;
    private bool pendingTooLong;

    /// <summary>Since when something waits; null where nothing does.</summary>
    public DateTimeOffset? PendingSince => pending.Length == 0 ? null : pendingSince;

    /// <param name="outcome">The round.</param>
    /// <param name="isRepeating">Whether the last attempt did not show its effect: what is done again is then no news.</param>
    public void Tell(BoxOutcome outcome, bool isRepeating)
    {
        var done = string.Join('|', outcome.Steps.Where(s => s is not Step.Transacted && s.Result == StepResult.Done).Select(s => $"{Resource(s)} {s.Text}"));
        var isNews = !isRepeating || done != lastDone;
        lastDone = done.Length == 0 ? lastDone : done;
        transactions.Begin(outcome);
        foreach (var step in outcome.Steps)
        {
            switch (step)
            {
                case Step.Transacted transacted:
                    TellFiles();
                    transactions.Tell(transacted);
                    break;
                case { Result: StepResult.Failed }:
                    TellFiles();
                    Failed(step);
                    break;
                case { Result: StepResult.Done } when isNews || failing.ContainsKey(Resource(step)):
                    Done(step, outcome);
                    break;
            }
        }

        TellFiles();
        var waits = outcome.Steps.OfType<Step.Activated>().FirstOrDefault(s => s.Result == StepResult.Pending);
        Waits(waits, outcome);
    }

    /// <summary>Tells once that something has waited longer than the policy says.</summary>
    public void TellTooLong(TimeSpan maxWait)
    {
        if (pending.Length > 0 && !pendingTooLong && time.GetUtcNow() - pendingSince >= maxWait)
        {
            pendingTooLong = true;
            logger.PendingTooLong(box, pending, pendingSince.ToString("u"));
        }
    }

    /// <summary>Nothing is left to do: whatever failed before does not matter any more.</summary>
    public void AllOver() => failing.Clear();

    private void Done(Step step, BoxOutcome outcome)
    {
        var attempt = failing.Remove(Resource(step), out var failed) ? failed.Attempts + 1 : 1;
        var result = attempt == 1 ? step.Text : $"{step.Text} at attempt {attempt}";
        if (step is Step.Activated activated)
        {
            TellFiles();
            logger.Activated(box, Resource(step), result, Reason(activated, outcome), Calls(outcome), attempt);
        }
        else
        {
            if (files.Count > 0 && files[0].Result != result)
            {
                TellFiles();
            }

            files.Add((Resource(step), result));
        }
    }

    // Files to which the same was done, one after the other, are one line.
    private void TellFiles()
    {
        if (files.Count > 0)
        {
            logger.FileChanged(box, string.Join(", ", files.Select(f => f.Path)), files[0].Result);
            files.Clear();
        }
    }

    private void Failed(Step step)
    {
        var before = failing.GetValueOrDefault(Resource(step), ("", 0));
        failing[Resource(step)] = (step.Text, before.Item2 + 1);
        if (before.Item1 != step.Text)
        {
            logger.StepFailed(box, Resource(step), step.Text, before.Item2 + 1);
        }
    }

    private void Waits(Step.Activated? step, BoxOutcome outcome)
    {
        var now = step?.Activation.ToString() ?? "";
        if (pending == now)
        {
            return;
        }

        var wasDone = outcome.Steps.OfType<Step.Activated>().Any(s => s.Activation.ToString() == pending && s.Result == StepResult.Done);
        if (pending.Length > 0 && !wasDone)
        {
            logger.PendingOver(box, pending);
        }

        if (step is not null)
        {
            logger.ActionPending(box, now, step.Text, Reason(step, outcome), Calls(outcome));
        }

        (pending, pendingSince, pendingTooLong) = (now, time.GetUtcNow(), false);
    }

    private static string Resource(Step step) => step is Step.Edited edited ? edited.Path : ((Step.Activated)step).Activation.ToString();

    private static string Reason(Step.Activated step, BoxOutcome outcome) =>
        outcome.Plan?.Activations.FirstOrDefault(a => a.Activation == step.Activation)?.Reason ?? "the plan";

    private static string Calls(BoxOutcome outcome) => outcome.CallsBefore?.ToString() ?? "an unknown number of";
}
