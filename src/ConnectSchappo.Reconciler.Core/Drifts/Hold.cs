namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>An object that is not brought to what is wanted for now; the other objects of its subject are.</summary>
/// <param name="Object">One that is its own <see cref="ResourceId.Object"/>.</param>
/// <param name="Reason">For a person: why, and what ends it.</param>
public sealed record Hold(ResourceId Object, HoldKind Kind, string Reason)
{
    public string Reason { get; init; } = PlainText.Line(Reason);

    public Subject Subject => Object.Subject;
}
