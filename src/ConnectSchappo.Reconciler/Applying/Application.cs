using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>Carries out a plan on a box: the edits, then the activations, least first. It decides nothing that the plan does not say.</summary>
internal static class Application
{
    private static readonly TimeSpan WriteDeadline = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Stops at the first step that fails. What was proved is not told here: the next look tells. It is not cancelled: half a plan
    /// is worse than a few seconds more, and every step has its deadline.
    /// </summary>
    /// <param name="line">The line to the box.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="policy">How a restart is to be made.</param>
    /// <param name="steps">Takes each step as it ends, so that they are known even when the line is lost on the way.</param>
    /// <exception cref="BoxFailure">The line was lost, or a step ran out of its time.</exception>
    public static async Task Apply(IBoxLine line, Plan plan, Policy policy, ICollection<Step> steps)
    {
        foreach (var edit in plan.Edits)
        {
            var step = await Write(line, edit);
            steps.Add(step);
            if (step.Result == StepResult.Failed)
            {
                return;
            }
        }

        foreach (var activation in plan.Activations)
        {
            var step = activation.WaitsFor is { } waits
                ? new Step.Activated(activation.Activation, StepResult.Pending, $"waits for {waits}")
                : await Activate(line, activation, policy);
            steps.Add(step);
            if (step.Result == StepResult.Failed)
            {
                return;
            }
        }

    }

    private static async Task<Step> Write(IBoxLine line, FileEdit edit)
    {
        var reply = await line.Run(WriteScript.Text(edit), edit.After?.Reveal() ?? default, WriteDeadline, CancellationToken.None);
        return reply.ExitCode switch
        {
            0 => new Step.Edited(edit.Path, StepResult.Done, edit.After is null ? "removed" : edit.IsTouch ? "renewed" : "written"),
            WriteScript.Moved => new Step.Edited(edit.Path, StepResult.Failed, "somebody changed it after we looked: left as it is, the next look decides"),
            WriteScript.NotWritten => new Step.Edited(edit.Path, StepResult.Failed, $"could not be written, and is as it was: {Brief(reply)}"),
            _ => new Step.Edited(edit.Path, StepResult.Failed, $"the box ended with {reply.ExitCode}: {Brief(reply)}"),
        };
    }

    private static async Task<Step> Activate(IBoxLine line, PlannedActivation step, Policy policy)
    {
        var reply = await line.Run(
            ActivationScripts.Text(step, policy), default, ActivationScripts.Deadline(step.Activation), CancellationToken.None);
        return reply.ExitCode switch
        {
            0 => new Step.Activated(step.Activation, StepResult.Done, "done"),
            ActivationScripts.CallsInProgress => new Step.Activated(
                step.Activation, StepResult.Pending, "a call came in: called off, nobody was cut, it waits again"),
            ActivationScripts.NotBack => new Step.Activated(
                step.Activation, StepResult.Failed, "Asterisk did not come back in time: look at it now (systemctl status asterisk)"),
            _ => new Step.Activated(step.Activation, StepResult.Failed, $"the box ended with {reply.ExitCode}: {Brief(reply)}"),
        };
    }

    private static string Brief(ScriptReply reply)
    {
        var text = (reply.Errors.Length > 0 ? reply.Errors : reply.Text).Trim().ReplaceLineEndings(" ");
        return text.Length == 0 ? "it said nothing" : text.Length > 300 ? text[..300] : text;
    }
}
