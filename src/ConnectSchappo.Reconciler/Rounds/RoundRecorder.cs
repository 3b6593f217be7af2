using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// A round while it is under way: its outcome so far, a new value with whatever comes to be known or done, so that one that was handed out
/// stays as it was. What is done is reported here, at once.
/// </summary>
/// <param name="begun">What is known when it begins.</param>
/// <param name="observer">Who is told; null for nobody.</param>
internal sealed class RoundRecorder(BoxOutcome begun, IRoundObserver? observer)
{
    /// <summary>The outcome so far.</summary>
    public BoxOutcome Outcome { get; private set; } = begun;

    /// <summary>Records what came to be known.</summary>
    public void Update(Func<BoxOutcome, BoxOutcome> more) => Outcome = more(Outcome);

    /// <summary>Reports that the first file of a transaction is about to be replaced.</summary>
    /// <param name="transaction">Its id.</param>
    /// <param name="work">What is carried out.</param>
    public void Begin(string transaction, Plan work) => observer?.OnTransactionBegun(Outcome, transaction, work);

    /// <summary>
    /// Records steps that came about at once. What was refused is reported with the round alone, as another try may follow.
    /// </summary>
    public void Add(IReadOnlyList<Step> steps)
    {
        Update(o => o with { Steps = [.. o.Steps, .. steps] });
        if (steps.Where(s => s is not Step.Transacted { Event: TransactionEvent.Refused }).ToList() is { Count: > 0 } news)
        {
            observer?.OnStepsDone(Outcome, news);
        }
    }
}
