using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A plan in the light of what transactions have left on the box. Pure.</summary>
internal static class JournalledPlan
{
    public static Plan Of(Plan plan, BoxJournal journal, bool overridesQuarantine)
    {
        if (journal.Open is { IsWaiting: true } waiting)
        {
            var reason = $"transaction {waiting.Id} of revision {RevisionName.Short(waiting.Revision)} waits for confirmation until {waiting.Until}: reconciler confirm, or reconciler rollback";
            return plan with { Blocked = [.. plan.Blocked, reason], Withheld = plan.HasWork ? "a change waits for confirmation" : plan.Withheld };
        }

        var notes = journal.Notes.ToList();
        if (journal.Open is { } open)
        {
            notes.Add($"transaction {open.Id} of revision {RevisionName.Short(open.Revision)}, begun by {open.Owner} at {open.Time}, "
                + (open.IsAlive ? "is under way" : "was cut off: the next apply finishes or undoes it"));
        }

        if (plan.HasWork && !journal.HasWatchdog)
        {
            notes.Add("this box has no systemd: if we are cut off, nothing on it undoes a half-made change until somebody looks again");
        }

        plan = plan with { Notes = [.. plan.Notes, .. notes] };
        if (!plan.HasWork || overridesQuarantine || !journal.Quarantined.TryGetValue(plan.Revision, out var why))
        {
            return plan;
        }

        return plan with
        {
            Withheld = "this revision was rolled back here, and is left alone",
            Blocked = [.. plan.Blocked, $"revision {RevisionName.Short(plan.Revision)} was rolled back on this box ({why}): commit a change, or apply --force"],
        };
    }
}
