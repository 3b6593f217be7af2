using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// One application of a plan to a box: begun, swapped in, activated, and then confirmed or undone by whoever proves it. It decides
/// nothing that the plan does not say, and is not cancelled: every script has its deadline, and half a plan is worse than a few
/// seconds more. Where the line is lost, the box knows enough to finish or to undo.
/// </summary>
internal sealed class Transaction(IBoxLine line, TransactionHead head)
{
    // Longer than the box waits for another script of ours, and for fail2ban to read its files.
    private static readonly TimeSpan ScriptDeadline = TimeSpan.FromSeconds(120);

    // Restoring, a reload of everything, and a restart.
    private static readonly TimeSpan UndoDeadline = TimeSpan.FromSeconds(300);

    // How timeout ends where it ended what it ran: by asking, or by SIGKILL, which a client of a hung Asterisk needs.
    private const int TimedOut = 124;
    private const int Killed = 137;

    public static async Task<BoxJournal> Look(IBoxLine line, CancellationToken cancellation) =>
        BoxJournal.Parse((await line.Run(StateScript.Text, default, ScriptDeadline, cancellation)).Text);

    /// <summary>Takes the lock, writes the journal, and each new file beside its target.</summary>
    public Task<ScriptReply> Begin(Plan plan, Policy policy, bool overrideQuarantine) =>
        Run(BeginScript.Text(head, plan, policy, overrideQuarantine), BeginScript.Input(head, plan, policy));

    /// <summary>Takes everything back that <see cref="Begin"/> did.</summary>
    public async Task<ScriptReply> Abandon() => await Undo(null) is { ExitCode: not 0 } failed ? failed : await Close();

    /// <summary>Sets the watchdog up and puts the files in place.</summary>
    public Task<ScriptReply> Swap(Plan plan, Policy policy) =>
        Run(SwapScript.Text(head, policy.ConfirmWithin, plan.Edits.Any(e => !e.IsTouch)));

    /// <summary>Carries out an activation; what it did is not told here: the next look tells.</summary>
    public async Task<Step> Activate(PlannedActivation step, Policy policy)
    {
        var script = ActivationScripts.Fenced(head, step, policy);
        var reply = await Run(script, default, ActivationScripts.Deadline(step.Activation));
        return reply.ExitCode switch
        {
            0 => new Step.Activated(step.Activation, StepResult.Done, reply.Text.Trim() is { Length: > 0 } log ? $"done, and Asterisk logs: {log.ReplaceLineEndings("; ")}" : "done"),
            ActivationScripts.CallsInProgress => new Step.Activated(
                step.Activation, StepResult.Pending, "a call came in: called off, nobody was cut, it waits again"),
            ActivationScripts.NotBack => new Step.Activated(
                step.Activation, StepResult.Failed, "Asterisk did not come back in time: look at it now (systemctl status asterisk)"),
            JournalExit.Fenced => new Step.Activated(step.Activation, StepResult.Failed, $"not done: {Brief(reply)}"),
            TimedOut or Killed => new Step.Activated(step.Activation, StepResult.Failed, step.Activation is Activation.Fail2banReload or Activation.Unban or Activation.StartFail2ban
                ? "it hangs: fail2ban did not answer in time"
                : "it hangs: Asterisk did not answer in time, and is not restarted blindly"),
            _ => new Step.Activated(step.Activation, StepResult.Failed, $"the box ended with {reply.ExitCode}: {Brief(reply)}"),
        };
    }

    public Task<ScriptReply> Confirm() => Run(EndScripts.Confirm(head));

    /// <summary>Leaves the transaction for a person to confirm; what it prints is until when.</summary>
    public Task<ScriptReply> Wait() => Run(EndScripts.Wait(head));

    /// <summary>Takes the lock for an unfinished transaction, whoever began it.</summary>
    public Task<ScriptReply> Adopt() => Run(EndScripts.Adopt(head));

    /// <summary>Brings files and memory back; the transaction stays open until it is closed.</summary>
    /// <param name="disproved">Why the revision is not to be tried again on this box; null where nothing speaks against it.</param>
    public Task<ScriptReply> Undo(string? disproved) => Run(EndScripts.Undo(head, disproved), default, UndoDeadline);

    public Task<ScriptReply> Close() => Run(EndScripts.Close(head));

    /// <summary>What a script said of its failure, in one line.</summary>
    public static string Brief(ScriptReply reply)
    {
        var text = (reply.Errors.Length > 0 ? reply.Errors : reply.Text).Trim().ReplaceLineEndings(" ");
        return text.Length == 0 ? "it said nothing" : text.Length > 400 ? text[..400] : text;
    }

    private Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input = default, TimeSpan? deadline = null) =>
        line.Run(script, input, deadline ?? ScriptDeadline, CancellationToken.None);
}
