using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Several observers in the place of one: each is told, in their order.</summary>
internal sealed class RoundObservers(IReadOnlyList<IRoundObserver> observers) : IRoundObserver
{
    public void OnRoundBegun(RoundStart start) => Each(o => o.OnRoundBegun(start));

    public void OnTransactionBegun(BoxOutcome soFar, string transaction, Plan work) =>
        Each(o => o.OnTransactionBegun(soFar, transaction, work));

    public void OnStepsDone(BoxOutcome soFar, IReadOnlyList<Step> steps) => Each(o => o.OnStepsDone(soFar, steps));

    public void OnRoundEnded(RoundReport report) => Each(o => o.OnRoundEnded(report));

    public void OnUnchanged(RoundReport last, DateTimeOffset at, TimeSpan took) => Each(o => o.OnUnchanged(last, at, took));

    public void OnRoundCrashed(string box, Exception error) => Each(o => o.OnRoundCrashed(box, error));

    public void OnBoxRemoved(string box) => Each(o => o.OnBoxRemoved(box));

    private void Each(Action<IRoundObserver> report)
    {
        foreach (var observer in observers)
        {
            report(observer);
        }
    }
}
