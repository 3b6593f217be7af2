namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// The outcome of reading a desired state: every problem found, in the order of the file, and the state itself where none of
/// them is an error.
/// </summary>
public sealed record DesiredReading(DesiredState? State, EquatableArray<Problem> Problems);
