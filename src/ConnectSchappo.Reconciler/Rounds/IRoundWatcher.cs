using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Who is told of a change while it is under way, so that a process that is killed in the middle of one has told what it began.</summary>
internal interface IRoundWatcher
{
    /// <summary>A transaction has its journal on the box, and its first file is about to be replaced.</summary>
    /// <param name="round">The round so far, with the plan that is carried out.</param>
    /// <param name="transaction">The transaction's id.</param>
    /// <param name="work">What is carried out.</param>
    void Begins(BoxOutcome round, string transaction, Plan work);

    /// <summary>Something was done or tried. What was refused before anything was changed is told with the round alone, as another try may follow.</summary>
    /// <param name="round">The round so far.</param>
    /// <param name="steps">What came about at once, in order; each is one of the round's.</param>
    void Did(BoxOutcome round, IReadOnlyList<Step> steps);
}
