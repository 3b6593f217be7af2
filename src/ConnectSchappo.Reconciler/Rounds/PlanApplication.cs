using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// One transaction from its beginning to its end: applied, proved by looks, and confirmed or rolled back. Each step is told as it
/// comes about, so that it is known even when the line is lost on the way.
/// </summary>
internal sealed class PlanApplication(IBoxLine line, Policy policy, Witness witness, TimeProvider time, TransactionSteps steps)
{
    private readonly Proving proving = new(witness.Look, time);

    private Transaction Transaction => field ??= new Transaction(line, steps.Head);

    private Undoing Undoing => field ??= new Undoing(Transaction, proving, steps);

    /// <summary>Whether another look may tell what to do: somebody was faster, and nothing was changed.</summary>
    public bool WasOvertaken { get; private set; }

    /// <returns>The last look; null where nothing was changed.</returns>
    public async Task<Sight?> Apply(Plan plan, bool overrideQuarantine)
    {
        if (await Transaction.Begin(plan, policy, overrideQuarantine) is { ExitCode: not 0 } refused)
        {
            Refuse(refused);
            return null;
        }

        if (await StagedCheck.Ask(line, steps.Head, plan, time) is { } objection)
        {
            var abandoned = await Transaction.Abandon();
            steps.Add(abandoned.ExitCode == 0
                ? new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"{objection}: nothing was changed")
                : Failed($"{objection}: nothing was activated, and what was staged could not be taken back: {Undoing.StateAfter(abandoned)}"));
            return null;
        }

        steps.Begin();
        if (await Transaction.Swap(plan, policy) is { ExitCode: not 0 } failed)
        {
            Refuse(failed);
            return null;
        }

        steps.AddAll(plan.Edits.Select(edit => new Step.Edited(edit.Path, StepResult.Done, edit.After is null ? "removed" : edit.IsTouch ? "renewed" : "written")));

        foreach (var activation in plan.Activations)
        {
            var step = activation.WaitsFor is { } waits
                ? new Step.Activated(activation.Activation, StepResult.Pending, $"waits for {waits}")
                : await Transaction.Activate(activation, policy);
            steps.Add(step);
            if (step.Result == StepResult.Failed)
            {
                break;
            }
        }

        var after = await proving.Until(s => Proof.Holds(plan, steps, s));
        var missing = !Proof.Holds(plan, steps, after) ? Proof.Missing(after)
            : steps.Any(s => s is Step.Activated { Result: StepResult.Pending }) ? null // not in force yet: a later transaction registers
            : await witness.Register();
        return missing is null ? await Stand(plan, after) : await RollBack(plan, after, missing);
    }

    /// <summary>Ends what an earlier transaction left, whoever began it: finished where the box is as desired, undone otherwise.</summary>
    /// <param name="journal">What was found on the box.</param>
    /// <param name="wanted">The revision that is wanted now.</param>
    public async Task Recover(BoxJournal journal, string wanted)
    {
        var adopted = await Transaction.Adopt();
        foreach (var note in adopted.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            steps.Add(new Step.Transacted(TransactionEvent.UndoneByWatchdog, StepResult.Done, note));
            Undoing.TellRestart(note);
        }

        if (adopted.ExitCode == JournalExit.Nothing)
        {
            return;
        }

        if (adopted.ExitCode != 0 || journal.Open is not { } open)
        {
            Refuse(adopted);
            return;
        }

        var what = $"transaction {open.Id} of revision {open.Revision}, begun by {open.Owner} at {open.Time}, was cut off";
        if (!open.IsUndoing && open.IsSwapped && open.Revision == wanted)
        {
            var sight = await witness.Look();
            if (Proof.Holds(sight.Plan, [], sight) && await witness.Register() is null && await Transaction.Confirm() is { ExitCode: 0 })
            {
                steps.Add(new Step.Transacted(TransactionEvent.Finished, StepResult.Done, $"{what} when all was done: the box is as desired, and it stands"));
                return;
            }
        }

        var undone = await Undoing.Run(null, HeldBefore(open, wanted), ran: false, insists: open.IsDisproved);
        steps.Add(undone.Trouble is { } trouble
            ? Failed($"{what}, and could not be undone: {trouble}")
            : new Step.Transacted(TransactionEvent.Undone, StepResult.Done, $"{what}: undone. {undone.Files}"));
    }

    /// <summary>A person's word that a change that waits for it stands.</summary>
    public async Task Confirm()
    {
        var done = await Transaction.Adopt() is { ExitCode: not 0 } refused ? refused : await Transaction.Confirm();
        if (done.ExitCode == 0)
        {
            steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, "confirmed: it stands"));
        }
        else
        {
            Refuse(done);
        }
    }

    /// <summary>A person's word that the change that waits for it is to be undone.</summary>
    /// <param name="open">The change.</param>
    /// <param name="wanted">The revision that is wanted now.</param>
    public async Task RollBack(OpenTransaction open, string wanted)
    {
        if (await Transaction.Adopt() is { ExitCode: not 0 } refused)
        {
            Refuse(refused);
            return;
        }

        var undone = await Undoing.Run("a person rolled it back", HeldBefore(open, wanted), ran: false, insists: true);
        steps.Add(undone.Trouble is { } trouble
            ? Failed($"the change could not be rolled back: {trouble}")
            : new Step.Transacted(TransactionEvent.RolledBack, StepResult.Done, $"rolled back as asked. {undone.Files}"));
    }

    // What differs from another revision says nothing of what differed from this one.
    private static IReadOnlySet<string>? HeldBefore(OpenTransaction open, string wanted) => open.Revision == wanted ? open.Held : null;

    private async Task<Sight> Stand(Plan plan, Sight after)
    {
        // What only puts back what was confirmed before waits for nobody: undoing it would bring the trouble back.
        var byPerson = policy.Confirm == ConfirmMode.Manual && HasEdits(plan) && plan.Report.Drifts.Any(d => d.Origin == DriftOrigin.Intentional);
        var reply = byPerson ? await Transaction.Wait() : await Transaction.Confirm();
        steps.Add(reply.ExitCode != 0
            ? new Step.Transacted(TransactionEvent.Confirmed, StepResult.Failed, $"proved, and could not be confirmed: {Applying.Transaction.Brief(reply)}. The next look finishes it")
            : byPerson ? new Step.Transacted(TransactionEvent.WaitsForConfirmation, StepResult.Pending, $"proved, and undone at {reply.Text.Trim()} by the box's clock unless somebody confirms it: reconciler confirm")
            : new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, "proved and confirmed"));
        return after;
    }

    private async Task<Sight> RollBack(Plan plan, Sight after, string missing)
    {
        var why = $"not proved: {missing}{Told()}";
        if (!HasEdits(plan))
        {
            await Transaction.Close();
            return after;
        }

        var undone = await Undoing.Run(why, plan.Report.HeldOtherwise.ToHashSet(StringComparer.Ordinal), ran: true, insists: true);
        steps.Add(undone.Trouble is { } trouble
            ? Failed($"{why}, and the rollback failed: {trouble}")
            : new Step.Transacted(
                TransactionEvent.RolledBack, StepResult.Done, $"{why}. {undone.Files}. This revision is not tried again here until the desired state changes, or by apply --force"));
        return undone.Seen;
    }

    // What the activations that failed said, or Asterisk logged: where it did not take the change it often says why.
    private string Told() => string.Concat(steps.OfType<Step.Activated>().Where(s => s.Result == StepResult.Failed || s.Text != "done").Select(s => $" ({s.Activation}: {s.Text})"));

    private void Refuse(ScriptReply reply)
    {
        var text = Applying.Transaction.Brief(reply);
        WasOvertaken = reply.ExitCode is JournalExit.Moved or JournalExit.Unfinished;
        steps.Add(reply.ExitCode switch
        {
            JournalExit.Locked or JournalExit.Fenced => new Step.Transacted(TransactionEvent.LockedOut, StepResult.Pending, $"waits: {text}"),
            JournalExit.Moved => new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"somebody changed {text} after we looked: left as it is, the next look decides"),
            JournalExit.Nothing => new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, text),
            JournalExit.NotBack => Failed(Undoing.StateAfter(reply)),
            JournalExit.Quarantined => new Step.Transacted(TransactionEvent.Refused, StepResult.Pending, $"this revision was rolled back here before: {text}"),
            _ => new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, text),
        });
    }

    private static bool HasEdits(Plan plan) => plan.Edits.Any(e => !e.IsTouch);

    private static Step.Transacted Failed(string text) => new(TransactionEvent.RollbackFailed, StepResult.Failed, text);
}
