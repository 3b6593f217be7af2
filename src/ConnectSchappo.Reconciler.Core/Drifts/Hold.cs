using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>An object that is not brought to what is wanted for now; the other objects of its subject are.</summary>
/// <param name="Object">One that is its own <see cref="ResourceId.Object"/>.</param>
/// <param name="Reason">For a person: why, and what ends it.</param>
public sealed record Hold(ResourceId Object, HoldKind Kind, Message Reason)
{
    /// <summary>The name of the secret that is missing; null where it is held for another reason.</summary>
    public string? MissingSecret { get; init; }

    public Subject Subject => Object.Subject;
}
