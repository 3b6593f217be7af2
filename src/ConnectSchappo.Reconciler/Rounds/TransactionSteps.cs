using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>The steps of a round, for one transaction of it: what is added bears the transaction's id.</summary>
/// <param name="head">What the transaction is known by on the box.</param>
/// <param name="round">The round that it is part of.</param>
internal sealed class TransactionSteps(TransactionHead head, RoundRecorder round)
{
    public TransactionHead Head { get; } = head;

    /// <summary>The revision that the round brings.</summary>
    public string Revision => round.Outcome.Revision;

    /// <summary>The box.</summary>
    public string Box => round.Outcome.Box;

    /// <summary>The steps of the round so far.</summary>
    public EquatableArray<Step> All => round.Outcome.Steps;

    /// <summary>Reports that the first file is about to be replaced.</summary>
    /// <param name="work">What is carried out.</param>
    public void Begin(Plan work) => round.Begin(Head.Id, work);

    public void Add(Step step) => AddAll([step]);

    /// <summary>Adds what came about at once.</summary>
    public void AddAll(IEnumerable<Step> steps) =>
        round.Add([.. steps.Select(step => step with { Transaction = step.Transaction ?? Head.Id })]);
}
