namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>A valid desired state, resolved for each of its boxes, in the order of the file.</summary>
public sealed record DesiredState(EquatableArray<DesiredBox> Boxes);
