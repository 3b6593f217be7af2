using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>What another text of a desired state comes to.</summary>
/// <param name="Left">What would still differ on the box that was observed.</param>
/// <param name="New">What would differ there, and does not now.</param>
/// <param name="Problem">Why the text would be refused; null where it would not.</param>
/// <param name="Changed">The objects of which something else would be wanted, each with its box.</param>
internal sealed record Effect(
    EquatableArray<DriftId> Left, EquatableArray<Drift> New, Problem? Problem, EquatableArray<(string Box, ResourceId Item)> Changed);
