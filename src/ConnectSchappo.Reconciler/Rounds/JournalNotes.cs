using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What transactions have left on the box, as far as a plan, or whoever reads one, must know of it. Pure.</summary>
internal static class JournalNotes
{
    /// <summary>Parts that wait for a person's word, and why nothing else is changed of them meanwhile.</summary>
    public static IReadOnlyDictionary<Subject, Message> Waiting(BoxJournal journal) => journal.Open.Where(p => p.IsWaiting).ToDictionary(
        p => p.Subject,
        p => (Message)($"{p.Subject}: transaction {p.Id} of revision {RevisionName.Short(p.Revision)} waits for confirmation until {p.Until}: "
            + $"reconciler confirm, or reconciler rollback"));

    public static Plan Add(Plan plan, BoxJournal journal)
    {
        var notes = journal.Notes.Select(n => Message.Verbatim(n.Text)).ToList();
        foreach (var open in journal.Open.Where(p => !p.IsWaiting).GroupBy(p => p.Id))
        {
            var first = open.First();
            Message begun = $"transaction {first.Id} of revision {RevisionName.Short(first.Revision)} "
                + $"({Listing.Of(open.Select(p => p.Subject.Name))}), begun by {first.Owner} at {first.Time}";
            notes.Add(first.IsAlive
                ? $"{begun}, is under way"
                : (Message)$"{begun}, was cut off: the next apply finishes or undoes it");
        }

        if (plan.HasWork && !journal.HasWatchdog)
        {
            notes.Add($"this box has no systemd: if we are cut off, nothing on it undoes a half-made change until somebody looks again");
        }

        return plan with { Notes = [.. plan.Notes, .. notes] };
    }
}
