namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>The mode of one part of a box, where it differs from the rest.</summary>
public sealed record KindMode(DesiredKind Kind, PolicyMode Mode);
