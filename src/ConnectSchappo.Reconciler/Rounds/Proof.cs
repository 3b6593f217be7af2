using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Whether a look after a change proves it, or proves that it was undone. Pure.</summary>
internal static class Proof
{
    /// <summary>
    /// Nothing is left that we could do, in files, memory or from a client's side, and nothing has become invisible. What waits for
    /// calls to end is not held against it: a later transaction does that.
    /// </summary>
    public static bool Holds(Plan before, IEnumerable<Step> steps, Sight after)
    {
        var waits = steps.Any(s => s is Step.Activated { Result: StepResult.Pending });
        return after.Seen.Asterisk == AsteriskLife.Running
            && (waits ? after.Plan.Edits.All(e => e.IsTouch) : !after.Plan.HasWork)
            && !after.Plan.Report.Unknown.Except(before.Report.Unknown, StringComparer.Ordinal).Any();
    }

    /// <summary>Asterisk answers, and its memory holds nothing wrong that was not wrong before, in whatever layer.</summary>
    public static bool IsBack(Plan before, Sight after) =>
        after.Seen.Asterisk == AsteriskLife.Running
        && after.Plan.Report.Drifts.Where(d => d.Chain is not null && d.InMemory)
            .All(d => before.Report.Drifts.Any(b => b.Subject == d.Subject));

    /// <summary>What is not as it should be, in a few words for a person.</summary>
    public static string Missing(Sight after) => after.Seen.Asterisk != AsteriskLife.Running
        ? $"Asterisk is {after.Seen.Asterisk.ToString().ToLowerInvariant()}"
        : string.Join("; ", after.Plan.Report.Drifts.Where(d => d.Cure == Cure.Ours).Select(d => d.Subject)
            .Concat(after.Plan.Report.Unknown).Distinct(StringComparer.Ordinal).Take(4)) is { Length: > 0 } left ? left : "it did not show in time";
}
