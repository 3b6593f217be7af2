using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>How the parts of a change that do not stand are undone.</summary>
internal sealed partial class PlanApplication
{
    private async Task Undo(PartInProgress part, PartEnd end)
    {
        // What an earlier transaction was undone for is written down in its journal already.
        var disproved = part.Earlier is not null && part.Consequence.IsEmpty ? null : part.Disproved;
        var undone = (await transaction.Undo([(end, disproved)]))[part.Subject];
        if (UndoProgram.Restart(undone) is { } restart)
        {
            steps.Add(restart with { Parts = [part.Subject], Transaction = part.Earlier?.Id });
        }

        open.RemoveAll(o => o.Subject == part.Subject);
        if (undone.Exit != ScriptExit.Done)
        {
            Stuck(part, StateAfter(undone));
        }
        else
        {
            open.Add(part with { Undoing = Files(undone), Since = time.GetTimestamp() });
        }
    }

    private async Task SettleUndone(PartInProgress part, ObservedPlan observed)
    {
        var notBack = PartVerification.NotBack(part.Subject, part.Held, observed.Plan, observed.Seen, part.Ran);
        if (!notBack.IsEmpty && !IsLate(part))
        {
            return;
        }

        open.Remove(part);
        Message differs = $"Memory differs from before: {Listing.Of(notBack, 4)}";
        if (!notBack.IsEmpty && part.Disproved is not null)
        {
            Stuck(part, $"{part.Undoing}. {differs}. Check Asterisk now; the next round tries the rollback again");
        }
        else if ((await transaction.Close([part.Subject]))[part.Subject] is { Exit: not ScriptExit.Done } stuck)
        {
            Stuck(part, $"{part.Undoing}. It could not be closed: {StateAfter(stuck)}");
        }
        else
        {
            var files = notBack.IsEmpty ? part.Undoing! : $"{part.Undoing}. {differs}. The next plan handles that";
            if (observed.Seen.Asterisk == AsteriskLife.Stopped && part.Subject.NeedsAsterisk)
            {
                files = $"{files}. Asterisk is stopped, and starts with these files";
            }

            var step = part.Earlier is { } earlier && part.Consequence.IsEmpty
                ? new Step.Transacted(
                    TransactionEvent.Undone, StepResult.Done, $"{earlier.Words}, was interrupted and is rolled back. {files}")
                : new Step.Transacted(
                    TransactionEvent.RolledBack,
                    StepResult.Done,
                    part.Consequence.IsEmpty
                        ? $"{part.Subject}: {part.Disproved}. {files}"
                        : (Message)$"{part.Subject}: {part.Disproved}. {files}. {part.Consequence}");
            steps.Add(step with { Parts = [part.Subject], Transaction = part.Earlier?.Id });
            await Remember();
        }
    }

    // What cannot be brought back stays open on the box, so that the next look, or a person, tries again; the others go on.
    private void Stuck(PartInProgress part, Message trouble)
    {
        Message text = part.Earlier is { } earlier
            ? $"{earlier.Words}, could not be rolled back: {trouble}"
            : (Message)$"{part.Disproved}. The rollback failed: {trouble}";
        steps.Add(Failed(part.Subject, text) with { Transaction = part.Earlier?.Id });
        past = past with { Unfinished = With(past.Unfinished, [part.Subject], $"an earlier change is neither confirmed nor rolled back") };
    }

    /// <summary>The state that a script of a part's end has left the box in, and what to do.</summary>
    /// <exception cref="BoxFailure">It ended as none of these does.</exception>
    internal static Message StateAfter(ScriptReply reply) => reply.Exit switch
    {
        ScriptExit.CallsInProgress => $"{Files(reply)}. Asterisk keeps the new configuration in memory until it restarts, and the restart "
            + $"waits for calls to end; the next round tries again",
        ScriptExit.AsteriskNotBack => $"{Files(reply)}. Asterisk did not come back. Check it now on the box: systemctl status asterisk",
        ScriptExit.Unanswered => $"{Files(reply)}. Asterisk does not answer, and is not restarted automatically. Check it now on the box: "
            + $"asterisk -rvvv, systemctl status asterisk. The next round tries again",
        ScriptExit.FileNotBack => $"{Files(reply)}. On the box, free space or make the disk writable, then run as root: "
            + $"sh {JournalFunctions.State}/undo",
        ScriptExit.Fenced or ScriptExit.Locked or ScriptExit.NotWritten or ScriptExit.Nothing or ScriptExit.ChannelsUnknown
            or ScriptExit.Fail2banNotUp or ScriptExit.CommandFailed or ScriptExit.TimedOut or ScriptExit.Killed or ScriptExit.Cut
            or ScriptExit.Unforeseen =>
            (Message)$"{reply.Brief}. On the box, run as root: sh {JournalFunctions.State}/undo",
        _ => throw reply.Unforeseen(),
    };

    private static Message Files(ScriptReply undone) => UndoProgram.Sentences(undone).ToList() is { Count: > 0 } lines
        ? lines.Aggregate((all, more) => $"{all}; {more}")
        : (Message)$"No file had to be restored";
}
