using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A look at a box, and the plan that follows from it.</summary>
internal sealed record Sight(Observation Seen, Plan Plan);
