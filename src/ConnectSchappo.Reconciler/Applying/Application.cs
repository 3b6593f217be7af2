using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>Carries out a plan on a box: the edits, then the activations, least first. It decides nothing that the plan does not say.</summary>
internal static class Application
{
    private static readonly TimeSpan WriteDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Stops at the first step that fails. What was proved is not told here: the next look tells.</summary>
    public static async Task<IReadOnlyList<Step>> Apply(IBoxLine line, Plan plan, Policy policy, CancellationToken cancellation)
    {
        var steps = new List<Step>();
        foreach (var edit in plan.Edits)
        {
            var step = await Write(line, edit, cancellation);
            steps.Add(step);
            if (step.Result == StepResult.Failed)
            {
                return steps;
            }
        }

        foreach (var activation in plan.Activations)
        {
            var step = activation.WaitsFor is { } waits
                ? new Step.Activated(activation.Activation, StepResult.Pending, $"waits for {waits}")
                : await Activate(line, activation, policy, cancellation);
            steps.Add(step);
            if (step.Result == StepResult.Failed)
            {
                return steps;
            }
        }

        return steps;
    }

    private static async Task<Step> Write(IBoxLine line, FileEdit edit, CancellationToken cancellation)
    {
        var reply = await line.Run(WriteScript.Text(edit), edit.After?.Reveal() ?? default, WriteDeadline, cancellation);
        return reply.ExitCode switch
        {
            0 => new Step.Edited(edit.Path, StepResult.Done, edit.After is null ? "removed" : edit.IsTouch ? "renewed" : "written"),
            WriteScript.Moved => new Step.Edited(edit.Path, StepResult.Failed, "somebody changed it after we looked: left as it is, the next look decides"),
            WriteScript.NotWritten => new Step.Edited(edit.Path, StepResult.Failed, $"could not be written, and is as it was: {Brief(reply)}"),
            _ => new Step.Edited(edit.Path, StepResult.Failed, $"the box ended with {reply.ExitCode}: {Brief(reply)}"),
        };
    }

    private static async Task<Step> Activate(IBoxLine line, PlannedActivation step, Policy policy, CancellationToken cancellation)
    {
        var reply = await line.Run(
            ActivationScripts.Text(step, policy), default, ActivationScripts.Deadline(step.Activation), cancellation);
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
