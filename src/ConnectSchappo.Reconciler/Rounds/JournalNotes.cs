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
    /// <param name="journal">What was found on the box.</param>
    /// <param name="box">The box's name.</param>
    public static IReadOnlyDictionary<Subject, Message> Waiting(BoxJournal journal, string box) =>
        journal.Open.Where(p => p.IsWaiting).ToDictionary(
            p => p.Subject,
            p => (Message)($"{p.Subject}: transaction {p.Id} of revision {RevisionName.Short(p.Revision)} waits for confirmation "
                + $"until {p.Until}: reconciler confirm {box}, or reconciler rollback {box}"));

    public static Plan Add(Plan plan, BoxJournal journal)
    {
        var notes = journal.Notes.Select(n => n.Text).ToList();
        foreach (var open in journal.Open.Where(p => !p.IsWaiting).GroupBy(p => p.Id))
        {
            var first = open.First();
            Message how = first.IsAlive ? (Message)$"is in progress" : $"was interrupted. The next apply finishes it or rolls it back";
            notes.Add($"transaction {first.Id} of revision {RevisionName.Short(first.Revision)} "
                + $"({Listing.Of(open.Select(p => p.Subject.Name))}), begun by {first.Owner} at {first.Time}, {how}");
        }

        if (plan.HasWork && !journal.HasWatchdog)
        {
            notes.Add($"this box has no systemd: if the reconciler is interrupted, "
                + $"nothing on the box rolls an unfinished change back until the next round");
        }

        return plan with { Notes = [.. plan.Notes, .. notes] };
    }
}
