namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>The mode of one part of a box, where it differs from the rest.</summary>
/// <param name="Kind">The name of its section in the desired state.</param>
/// <param name="Mode">Its mode.</param>
public sealed record KindMode(string Kind, PolicyMode Mode);
