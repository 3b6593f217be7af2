using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// Activations that did not help, and are not repeated unchanged: a restart only when what it hangs on has changed, all others also
/// after pauses that grow. One that follows an edit is another matter.
/// </summary>
internal sealed class VainActivations(BoxView box)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(20);

    private readonly List<QuarantinedChange> left = [];

    /// <summary>What was left out.</summary>
    public IEnumerable<QuarantinedChange> Left => left.Distinct();

    /// <summary>Whether a step for one subject may be taken; where not, that is noted.</summary>
    public bool IsLeft(PlannedActivation step, EquatableArray<FileEdit> edits)
    {
        var subject = step.Serves[0];
        if (box.Past.OverridesQuarantine || edits.Any(e => e.Subject == subject && !e.IsTouch)
            || box.Past.Quarantine.FirstOrDefault(q => q.Subject == subject && q.Activation == step.Activation) is not { } entry
            || !entry.IsInForce(box.Inputs(subject), box.Past.Now, step.Activation == KnownSubjects.Restart ? null : AgainAfter))
        {
            return true;
        }

        left.Add(new($"{subject}: {step.Activation.Words}", step.Activation == KnownSubjects.Restart
            ? $"{subject}: {step.Activation.Words} did not help ({entry.Reason}): "
                + $"it is not repeated until something that it depends on changes, or with apply --force"
            : (Message)($"{subject}: {step.Activation.Words} did not help ({entry.Reason}): "
                + $"it is retried after growing pauses, and within a minute when something changes that it depends on")));
        return false;
    }
}
