using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Whatever else differs from the desired state, and what could not be seen.</summary>
internal sealed class ConfigurationLink() : Link("the rest", "what else differs from the desired state, and what could not be seen",
    NotSeen)
{
    private static readonly Cause NotSeen = new("not-seen", $"something of the box could not be seen");

    private protected override bool Breaks => false;

    internal override bool Owns(Drift drift, Evidence evidence) => true;

    private protected override IEnumerable<Finding> Find(Evidence evidence) => evidence.Report.Unknown.Select(unknown => new Finding(
        Weight.Remark, NotSeen, unknown, $"the last observation", $"reconciler plan {evidence.Box.Name}"));

    private protected override Message Well(Evidence evidence) => $"all is as the desired state says";
}
