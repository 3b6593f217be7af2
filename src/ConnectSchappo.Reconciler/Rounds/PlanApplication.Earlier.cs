using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What earlier transactions left on the box: ended, whoever began them, and by a person's word.</summary>
internal sealed partial class PlanApplication
{
    /// <summary>A person's word that what waits for it stands.</summary>
    public async Task Confirm(BoxJournal journal, ObservedPlan observed)
    {
        Last = observed;
        if (!await TakeLock(journal))
        {
            return;
        }

        var waiting = Waiting(journal);
        var ends = waiting.ConvertAll(p => new PartEnd(p.Subject, PartFailure.Kept(observed.View, p.Subject, []).ToEquatableArray()));
        Ended(
            waiting, await transaction.Confirm(ends),
            TransactionEvent.Confirmed, StepResult.Done, _ => $"confirmed");
    }

    /// <summary>A person's word that what waits for it is to be undone; the objects of each are then in quarantine on the box.</summary>
    public async Task RollBack(BoxJournal journal, ObservedPlan observed)
    {
        Last = observed;
        if (!await TakeLock(journal))
        {
            return;
        }

        var confirmed = await transaction.LastConfirmed();
        foreach (var part in Waiting(journal))
        {
            Message why = $"rolled back by command";
            var entries = PartFailure.TakenBack(observed.View, part.Subject, confirmed.Find(part.Subject), "a person rolled it back");
            Message consequence = $"It is tried again after another commit, or with: reconciler apply --force";
            await Undo(part with { Disproved = why, Consequence = consequence }, new PartEnd(part.Subject, entries.ToEquatableArray()));
        }

        while (open.Count > 0)
        {
            await Observe();
            await Settle(Last);
            if (open.Count > 0)
            {
                await Task.Delay(BetweenLooks, time, CancellationToken.None);
            }
        }
    }

    private List<PartInProgress> Waiting(BoxJournal journal) => [.. journal.Open.Where(p => p.IsWaiting).Select(InProgress)];

    private PartInProgress InProgress(OpenPart earlier) => new()
    {
        Subject = earlier.Subject,
        Earlier = earlier,
        Since = time.GetTimestamp(),
        Disproved = earlier.Disproved,

        // What differs from another revision says nothing of what differed from this one.
        Held = earlier.Revision == steps.Revision ? earlier.Held : null,
    };

    private async Task<bool> TakeLock(BoxJournal journal)
    {
        var adopted = await transaction.Adopt();
        foreach (var note in adopted.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WatchdogNote.Parse))
        {
            var undone = new Step.Transacted(TransactionEvent.RolledBackByWatchdog, StepResult.Done, note.Text);
            steps.Add(undone with { Transaction = note.Transaction });
            if (UndoProgram.Restart(note.Restarted) is { } restart)
            {
                steps.Add(restart);
            }
        }

        if (adopted.Exit is not ScriptExit.Done and not ScriptExit.Nothing)
        {
            Refuse(journal.Open.Select(p => p.Subject).DefaultIfEmpty(AsteriskSubject.Instance).ToEquatableArray(), adopted);
        }

        return adopted.Exit == ScriptExit.Done;
    }

    // Whoever was at work when we looked may have ended it while we waited for the lock.
    private async Task Adopt(BoxJournal journal)
    {
        isStale = true;
        if (!await TakeLock(journal))
        {
            return;
        }

        HasBegun = true;
        var now = await Transaction.Read(connection, CancellationToken.None);
        past = past with { Quarantine = now.Quarantine, Confirmed = now.Confirmed };
        open.AddRange(now.Open.Where(p => !p.IsWaiting).Select(InProgress));
    }

    // Finished where all of it is in place and the box is as desired, rolled back otherwise.
    private async Task SettleEarlier(PartInProgress part, ObservedPlan observed)
    {
        var earlier = part.Earlier!;
        var left = observed.Plan.Of(part.Subject);
        if (earlier is { IsUndoing: false, IsSwapped: true } && earlier.Revision == steps.Revision && left.Edits.IsEmpty && left.OnlyWaits
            && (!IsOfClients(part.Subject) || await verifier.Register() is null))
        {
            var end = new PartEnd(part.Subject, PartFailure.Kept(observed.View, part.Subject, []).ToEquatableArray());
            Ended(
                [part], await transaction.Confirm([end]), TransactionEvent.Finished, StepResult.Done,
                _ => $"{earlier.Words}, was interrupted after its last step: the box is as desired, and it is confirmed");
            return;
        }

        await Undo(part, new PartEnd(part.Subject, []));
    }
}
