using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// One object as a desired state has it: the smallest thing that is kept as it was while the others of its subject are changed.
/// </summary>
/// <param name="Object">One that is its own <see cref="ResourceId.Object"/>.</param>
internal sealed record DesiredObject(ResourceId Object, EquatableArray<DesiredOption> Options);
