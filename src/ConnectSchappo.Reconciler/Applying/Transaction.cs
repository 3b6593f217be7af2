using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// One application of a plan to a box: its parts are begun, swapped in, activated, and then each confirmed or undone by whoever verifies
/// it. It decides nothing that the plan does not say, and is not cancelled: every script has its deadline, and half a plan is worse than a
/// few seconds more. Where the connection is lost, the box knows enough to finish or to undo.
/// </summary>
internal sealed class Transaction(IBoxConnection line, TransactionHead head)
{
    // Longer than the box waits for another script of ours, and for fail2ban to read its files.
    private static readonly TimeSpan ScriptDeadline = TimeSpan.FromSeconds(120);

    // Restoring, a reload of everything, and a restart.
    private static readonly TimeSpan UndoDeadline = TimeSpan.FromSeconds(300);

    public static Task<BoxJournal> Read(IBoxConnection line, CancellationToken cancellation) => Read(StateScript.Text, line, cancellation);

    /// <summary>Takes the lock, and for each part of a plan writes its journal, and each new file beside its target.</summary>
    public Task<IReadOnlyDictionary<Subject, ScriptReply>> Begin(Plan plan, Policy policy) =>
        Run(BeginScript.Text(head, plan, policy), plan.Parts.Select(p => p.Subject), BeginScript.Input(head, plan, policy));

    /// <summary>Sets the watchdog up and puts the files of the parts in place.</summary>
    public Task<IReadOnlyDictionary<Subject, ScriptReply>> Swap(IReadOnlyCollection<PlanPart> parts, Policy policy) =>
        Run(SwapScript.Text(head, parts, policy.ConfirmWithin), parts.Select(p => p.Subject));

    /// <summary>Carries out an activation; whether it had its effect, the next look shows.</summary>
    public async Task<Step> Activate(PlannedActivation step, Policy policy)
    {
        var script = ActivationScripts.Fenced(head, step, policy);
        var reply = await line.Run(script, default, step.Activation.Deadline, CancellationToken.None);
        return Activated(step.Activation, reply);
    }

    /// <summary>What came of an activation, by its script's end.</summary>
    /// <exception cref="BoxFailure">It ended as no activation does.</exception>
    internal static Step.Activated Activated(Activation activation, ScriptReply reply)
    {
        Step.Activated Failed(Message text) => new(activation, StepResult.Failed, text);
        return reply.Exit switch
        {
            ScriptExit.Done => Done(activation, reply.Text.Trim().ReplaceLineEndings("; ")),
            ScriptExit.CallsInProgress => new Step.Activated(
                activation, StepResult.Pending, $"cancelled, because a call is up. No call was dropped, and it waits again"),
            ScriptExit.AsteriskNotBack => Failed($"Asterisk did not come back in time. Check it now on the box: systemctl status asterisk"),
            ScriptExit.ChannelsUnknown => Failed($"not done, because Asterisk does not report how many channels are up"),
            ScriptExit.Fenced or ScriptExit.Locked or ScriptExit.NotWritten => Failed($"not done: {reply.Brief}"),
            ScriptExit.Fail2banNotUp => Failed(reply.Brief),
            ScriptExit.TimedOut or ScriptExit.Killed => Failed(activation.Hung),
            ScriptExit.CommandFailed => Failed($"{reply.Without("ended").Brief} (exit code {reply.Value("ended")})"),
            _ => throw reply.Unforeseen(),
        };
    }

    private static Step.Activated Done(Activation activation, string log) => log.Length == 0
        ? new(activation, StepResult.Done, $"done")
        : new(activation, StepResult.Done, $"done; Asterisk logged: {log}") { Logged = log };

    /// <summary>The parts stand.</summary>
    public Task<IReadOnlyDictionary<Subject, ScriptReply>> Confirm(IReadOnlyCollection<PartEnd> parts) =>
        Run(EndScripts.Confirm(head, parts), parts.Select(p => p.Subject));

    /// <summary>Leaves parts for a person to confirm; what each prints is until when.</summary>
    public Task<IReadOnlyDictionary<Subject, ScriptReply>> Wait(IReadOnlyCollection<PartEnd> parts) =>
        Run(EndScripts.Wait(head, parts), parts.Select(p => p.Subject));

    /// <summary>Takes the lock for unfinished parts, whoever began them.</summary>
    public Task<ScriptReply> Adopt() => line.Run(EndScripts.Adopt(head), default, ScriptDeadline, CancellationToken.None);

    /// <summary>Brings files and memory of parts back; each stays open until it is closed.</summary>
    /// <param name="parts">
    /// The parts, each with all that is then known of its failures, and why it is not to be tried again unchanged; null where nothing
    /// speaks against it.
    /// </param>
    public Task<IReadOnlyDictionary<Subject, ScriptReply>> Undo(IReadOnlyCollection<(PartEnd End, Message? Disproved)> parts) =>
        Run(EndScripts.Undo(head, parts), parts.Select(p => p.End.Subject), default, UndoDeadline);

    /// <summary>Undone parts go.</summary>
    public Task<IReadOnlyDictionary<Subject, ScriptReply>> Close(IReadOnlyCollection<Subject> parts) =>
        Run(EndScripts.Close(head, parts), parts);

    /// <summary>Our files as they were confirmed last.</summary>
    public async Task<IReadOnlyDictionary<Subject, ReadOnlyMemory<byte>>> LastConfirmed() =>
        (await Read(StateScript.WithConfirmed, line, CancellationToken.None)).Confirmed;

    private static async Task<BoxJournal> Read(string script, IBoxConnection line, CancellationToken cancellation) =>
        BoxJournal.Parse((await line.Run(script, default, ScriptDeadline, cancellation)).WhenDone().Text);

    private async Task<IReadOnlyDictionary<Subject, ScriptReply>> Run(
        string script, IEnumerable<Subject> parts, ReadOnlyMemory<byte> input = default, TimeSpan? deadline = null) =>
        PartScript.Read(head, await line.Run(script, input, deadline ?? ScriptDeadline, CancellationToken.None), parts);
}
