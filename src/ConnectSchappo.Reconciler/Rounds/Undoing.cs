using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// Undoes a transaction and proves by looks that memory is as it was. What cannot be proved stays open on the box, so that the next
/// look, or a person, tries again.
/// </summary>
internal sealed class Undoing(Transaction transaction, Proving proving, ICollection<Step> steps)
{
    /// <param name="disproved">Why the revision is not to be tried again on this box; null where nothing speaks against it.</param>
    /// <param name="insists">
    /// Whether it stays open until memory is proved to be as it was; otherwise it is told, and what differs is for the plan that follows.
    /// </param>
    /// <param name="held">The subjects of what memory held otherwise before; null where that is not known.</param>
    /// <param name="ran">Whether Asterisk is known to have run before, so that it must run again.</param>
    public async Task<Undone> Run(string? disproved, IReadOnlySet<string>? held, bool ran, bool insists)
    {
        var undone = await transaction.Undo(disproved);
        TellRestart(undone.Text);
        var back = await proving.Until(s => undone.ExitCode != 0 || Proof.IsBack(held, s, ran));
        var files = Files(undone);
        if (undone.ExitCode != 0)
        {
            return new Undone(files, StateAfter(undone), back);
        }

        var isBack = Proof.IsBack(held, back, ran);
        if (!isBack && insists)
        {
            return new Undone(files, $"{files}. Memory is not as it was before: {Proof.NotBack(held, back, ran)}. Look at Asterisk now; the next look tries again to undo it", back);
        }

        return await transaction.Close() is { ExitCode: not 0 } open
            ? new Undone(files, $"{files}. It could not be closed: {StateAfter(open)}", back)
            : !isBack ? new Undone($"{files}. Memory is not as it was before: {Proof.NotBack(held, back, ran)}; what follows sees to it", null, back)
            : new Undone(back.Seen.Asterisk == AsteriskLife.Stopped ? $"{files}. Asterisk is stopped, and starts with these files" : files, null, back);
    }

    /// <summary>Adds the restart that an undoing made, where what it printed or noted tells of one: it is a step as any other.</summary>
    public void TellRestart(string told)
    {
        if (UndoProgram.Restart(told) is { } restart)
        {
            steps.Add(restart);
        }
    }

    /// <summary>The state that a script of the transaction's end has left the box in, and what to do.</summary>
    public static string StateAfter(ScriptReply reply) => reply.ExitCode switch
    {
        ActivationScripts.CallsInProgress => $"{Files(reply)}. Asterisk runs on with the new configuration until it is restarted, which waits for calls to end; the next look tries again",
        ActivationScripts.NotBack => $"{Files(reply)}. Asterisk did not come back: start it now (systemctl status asterisk)",
        JournalExit.Unanswered => $"{Files(reply)}. Asterisk does not answer, and is not restarted blindly: look at it now (asterisk -rvvv, systemctl status asterisk); the next look tries again",
        JournalExit.NotBack => $"{Files(reply)}. Make room, or the disk writable, on the box and run: sh {JournalFunctions.State}/undo",
        _ => $"{Transaction.Brief(reply)}. On the box, as root: sh {JournalFunctions.State}/undo",
    };

    private static string Files(ScriptReply undone) =>
        undone.Text.Trim() is { Length: > 0 } lines ? lines.ReplaceLineEndings("; ") : "No file had to be brought back";
}
