using System.Collections.ObjectModel;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// The steps of a round, for one transaction of it: what is added bears the transaction's id, and is told at once.
/// </summary>
/// <param name="head">What the transaction is known by on the box.</param>
/// <param name="round">The round so far.</param>
/// <param name="watcher">Who is told; null for nobody.</param>
internal sealed class TransactionSteps(TransactionHead head, BoxOutcome round, IRoundWatcher? watcher) : Collection<Step>(round.Steps)
{
    public TransactionHead Head { get; } = head;

    /// <summary>The revision that the round brings.</summary>
    public string Revision => round.Revision;

    /// <summary>Tells that the first file is about to be replaced.</summary>
    /// <param name="work">What is carried out.</param>
    public void Begin(Plan work) => watcher?.Begins(round, Head.Id, work);

    /// <summary>Adds what came about at once.</summary>
    public void AddAll(IEnumerable<Step> steps)
    {
        var marked = steps.Select(Mark).ToList();
        foreach (var step in marked)
        {
            base.InsertItem(Count, step);
        }

        Tell(marked);
    }

    protected override void InsertItem(int index, Step item)
    {
        var marked = Mark(item);
        base.InsertItem(index, marked);
        Tell([marked]);
    }

    private Step Mark(Step step) => step with { Transaction = step.Transaction ?? Head.Id };

    private void Tell(List<Step> steps)
    {
        if (watcher is not null && steps.FindAll(s => s is not Step.Transacted { Event: TransactionEvent.Refused }) is { Count: > 0 } news)
        {
            watcher.Did(round, news);
        }
    }
}
