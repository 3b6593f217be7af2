namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>The whole file as it was written, before anything is merged.</summary>
internal sealed record StatedState(
    EquatableArray<StatedBox> Boxes,
    EquatableArray<StatedGroup> Groups,
    StatedSections Sections);
