using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A look at a box, what is wanted beside it, and the plan that follows. The view may hold secrets.</summary>
internal sealed record ObservedPlan(Observation Seen, BoxView View, Plan Plan);
