using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// Tells whoever waits for a command what it does to a box while it does it, a line each: on standard error, so that the report on
/// standard output is the same whether anybody watches or not.
/// </summary>
internal sealed class ApplyProgress(TextWriter errors) : IRoundObserver
{
    public void OnTransactionBegun(BoxOutcome soFar, string transaction, Plan work) =>
        errors.WriteLine($"{soFar.Box}: transaction {transaction} of revision {RevisionName.Short(soFar.Revision)} begins");

    public void OnStepsDone(BoxOutcome soFar, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            errors.WriteLine($"{soFar.Box}: {OutcomeText.Line(step)}");
        }
    }
}
