using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// Who is told of the rounds of a box: what begins, what was done at once, so that a process that is killed in the middle of a change has
/// reported what it began, and the whole round once, when it is over. What an observer has no use for it leaves out.
/// </summary>
internal interface IRoundObserver
{
    /// <summary>A round begins: the box is about to be looked at.</summary>
    void OnRoundBegun(RoundStart start)
    {
    }

    /// <summary>A transaction has its journal on the box, and its first file is about to be replaced.</summary>
    /// <param name="soFar">The round so far, with the plan that is carried out.</param>
    /// <param name="transaction">The transaction's id.</param>
    /// <param name="work">What is carried out.</param>
    void OnTransactionBegun(BoxOutcome soFar, string transaction, Plan work)
    {
    }

    /// <summary>
    /// Something was done or tried. What was refused before anything was changed comes with the report alone, as another try may follow.
    /// </summary>
    /// <param name="soFar">The round so far.</param>
    /// <param name="steps">What came about at once, in order; each is one of the round's.</param>
    void OnStepsDone(BoxOutcome soFar, IReadOnlyList<Step> steps)
    {
    }

    /// <summary>A round is over.</summary>
    void OnRoundEnded(RoundReport report)
    {
    }

    /// <summary>No sign of a change is on the box, so that there was no round: it would have come to what the last one came to.</summary>
    /// <param name="last">The last round that there was.</param>
    /// <param name="at">When the box was asked.</param>
    /// <param name="took">How long the answer took.</param>
    void OnUnchanged(RoundReport last, DateTimeOffset at, TimeSpan took)
    {
    }

    /// <summary>An error of ours ended a round, and there is no report of it.</summary>
    void OnRoundCrashed(string box, Exception error)
    {
    }

    /// <summary>A box has left the desired state, and has no more rounds.</summary>
    void OnBoxRemoved(string box)
    {
    }
}
