namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>An object that is not brought to what is wanted for now; the other objects of its subject are.</summary>
/// <param name="Object">As <see cref="Subject.ObjectOf"/> names it.</param>
/// <param name="Reason">For a person: why, and what ends it.</param>
public sealed record Hold(Subject Subject, string Object, HoldKind Kind, string Reason);
