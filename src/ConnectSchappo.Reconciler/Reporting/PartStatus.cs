using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>How one subject of a box is: what differs of it, and how its last change ended.</summary>
/// <param name="Subject">Its name.</param>
/// <param name="Drifts">How many drifts are left.</param>
/// <param name="Quarantined">How many of them are in quarantine.</param>
/// <param name="LastChange">How its part of the round ended; null where nothing of it was changed.</param>
internal sealed record PartStatus(string Subject, int Drifts, int Quarantined, TransactionEvent? LastChange)
{
    /// <summary>The subjects of which there is something to tell, in order.</summary>
    public static IReadOnlyList<PartStatus> Of(BoxOutcome outcome, Plan plan)
    {
        var fates = outcome.Parts.ToDictionary(p => p.Subject, p => (TransactionEvent?)p.Fate.Event);
        var drifts = plan.Report.Drifts.ToLookup(d => d.Subject);
        return [.. KnownSubjects.All.Where(s => drifts.Contains(s) || fates.ContainsKey(s))
            .Select(s => new PartStatus(s.Name, drifts[s].Count(), drifts[s].Count(d => d.IsQuarantined), fates.GetValueOrDefault(s)))];
    }
}
