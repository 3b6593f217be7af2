using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What differs on a box, and how fresh that is.</summary>
/// <param name="Outcome">What a look found; of what was done there, what is left.</param>
/// <param name="Observed">When that was.</param>
/// <param name="Checked">When it was last seen that nothing has changed since.</param>
internal sealed record PlanSeen(BoxOutcome Outcome, DateTimeOffset Observed, DateTimeOffset Checked);
