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
internal sealed class PlanApplication(IBoxLine line, Policy policy, Func<Task<Sight>> look, TimeProvider time, TransactionSteps steps)
{
    /// <summary>How long what was done may take to show itself: chan_sip reloads in the background, listeners come after the boot.</summary>
    private static readonly TimeSpan ProofTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenProofs = TimeSpan.FromMilliseconds(300);

    private Transaction Transaction => field ??= new Transaction(line, steps.Head);

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
            await Transaction.Abandon();
            steps.Add(new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"{objection}: nothing was changed"));
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

        var after = await Prove(s => Proof.Holds(plan, steps, s));
        return Proof.Holds(plan, steps, after) ? await Stand(plan, after) : await RollBack(plan, after);
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
            TellRestart(note);
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
            var sight = await look();
            if (Proof.Holds(sight.Plan, [], sight) && await Transaction.Confirm() is { ExitCode: 0 })
            {
                steps.Add(new Step.Transacted(TransactionEvent.Finished, StepResult.Done, $"{what} when all was done: the box is as desired, and it stands"));
                return;
            }
        }

        var undone = await Undo(null);
        var closed = undone.ExitCode == 0 ? await Transaction.Close() : undone;
        steps.Add(closed.ExitCode == 0
            ? new Step.Transacted(TransactionEvent.Undone, StepResult.Done, $"{what}: undone. {Files(undone)}")
            : Failed($"{what}, and could not be undone: {StateAfter(closed)}"));
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

    /// <summary>A person's word that a change that waits for it is to be undone.</summary>
    public async Task RollBack()
    {
        if (await Transaction.Adopt() is { ExitCode: not 0 } refused)
        {
            Refuse(refused);
            return;
        }

        var undone = await Undo("a person rolled it back");
        var closed = undone.ExitCode == 0 ? await Transaction.Close() : undone;
        steps.Add(closed.ExitCode == 0
            ? new Step.Transacted(TransactionEvent.RolledBack, StepResult.Done, $"rolled back as asked. {Files(undone)}")
            : Failed($"the change could not be rolled back: {StateAfter(closed)}"));
    }

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

    private async Task<Sight> RollBack(Plan plan, Sight after)
    {
        var why = $"not proved: {Proof.Missing(after)}{Told()}";
        if (!HasEdits(plan))
        {
            await Transaction.Close();
            return after;
        }

        var undone = await Undo(why);
        var back = await Prove(s => undone.ExitCode != 0 || Proof.IsBack(plan, s));
        if (undone.ExitCode != 0)
        {
            steps.Add(Failed($"{why}, and the rollback failed: {StateAfter(undone)}"));
        }
        else if (!Proof.IsBack(plan, back))
        {
            steps.Add(Failed($"{why}. {Files(undone)}. Memory is not as it was before: {Proof.Missing(back)}. Look at Asterisk now; the next look tries again to undo it"));
        }
        else if (await Transaction.Close() is { ExitCode: not 0 } open)
        {
            steps.Add(Failed($"{why}. {Files(undone)}. It could not be closed: {StateAfter(open)}"));
        }
        else
        {
            steps.Add(new Step.Transacted(
                TransactionEvent.RolledBack, StepResult.Done, $"{why}. {Files(undone)}. This revision is not tried again here until the desired state changes, or by apply --force"));
        }

        return back;
    }

    private async Task<ScriptReply> Undo(string? disproved)
    {
        var undone = await Transaction.Undo(disproved);
        TellRestart(undone.Text);
        return undone;
    }

    private void TellRestart(string told)
    {
        if (UndoProgram.Restart(told) is { } restart)
        {
            steps.Add(restart);
        }
    }

    // What the activations that failed said, or Asterisk logged: where it did not take the change it often says why.
    private string Told() => string.Concat(steps.OfType<Step.Activated>().Where(s => s.Result == StepResult.Failed || s.Text != "done").Select(s => $" ({s.Activation}: {s.Text})"));

    // Looks again until it is so, or the time is up: the last look is what is told.
    private async Task<Sight> Prove(Func<Sight, bool> isSo)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var sight = await look();
            if (isSo(sight) || time.GetElapsedTime(begun) >= ProofTime)
            {
                return sight;
            }

            await Task.Delay(BetweenProofs, time, CancellationToken.None);
        }
    }

    private void Refuse(ScriptReply reply)
    {
        var text = Applying.Transaction.Brief(reply);
        WasOvertaken = reply.ExitCode is JournalExit.Moved or JournalExit.Unfinished;
        steps.Add(reply.ExitCode switch
        {
            JournalExit.Locked or JournalExit.Fenced => new Step.Transacted(TransactionEvent.LockedOut, StepResult.Pending, $"waits: {text}"),
            JournalExit.Moved => new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"somebody changed {text} after we looked: left as it is, the next look decides"),
            JournalExit.Nothing => new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, text),
            JournalExit.NotBack => Failed(StateAfter(reply)),
            JournalExit.Quarantined => new Step.Transacted(TransactionEvent.Refused, StepResult.Pending, $"this revision was rolled back here before: {text}"),
            _ => new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, text),
        });
    }

    private static bool HasEdits(Plan plan) => plan.Edits.Any(e => !e.IsTouch);

    private static string Files(ScriptReply undone) =>
        undone.Text.Trim() is { Length: > 0 } lines ? lines.ReplaceLineEndings("; ") : "No file had to be brought back";

    private static Step.Transacted Failed(string text) => new(TransactionEvent.RollbackFailed, StepResult.Failed, text);

    private static string StateAfter(ScriptReply reply) => reply.ExitCode switch
    {
        ActivationScripts.CallsInProgress => $"{Files(reply)}. Asterisk runs on with the new configuration until it is restarted, which waits for calls to end; the next look tries again",
        ActivationScripts.NotBack => $"{Files(reply)}. Asterisk did not come back: start it now (systemctl status asterisk)",
        JournalExit.Unanswered => $"{Files(reply)}. Asterisk does not answer, and is not restarted blindly: look at it now (asterisk -rvvv, systemctl status asterisk); the next look tries again",
        JournalExit.NotBack => $"{Files(reply)}. Make room, or the disk writable, on the box and run: sh {JournalFunctions.State}/undo",
        _ => $"{Applying.Transaction.Brief(reply)}. On the box, as root: sh {JournalFunctions.State}/undo",
    };
}
