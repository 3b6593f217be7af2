using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>What comes of a wish to have the desired state say what a box has.</summary>
public abstract record AcceptanceResult
{
    private AcceptanceResult()
    {
    }

    /// <summary>The desired state can say it.</summary>
    /// <param name="Text">The new text of its file.</param>
    /// <param name="Name">What was accepted: the resource, and the field where one was named.</param>
    /// <param name="Notes">What else a person should know.</param>
    public sealed record Accepted(string Text, string Name, EquatableArray<Message> Notes) : AcceptanceResult;

    /// <summary>Several places can say it, and it matters which: a person chooses.</summary>
    public sealed record Choice(Message Why, EquatableArray<AcceptancePlace> Places) : AcceptanceResult;

    /// <summary>It cannot be accepted; the message has the reason and what to do instead.</summary>
    public sealed record Refused(Message Why) : AcceptanceResult;

    /// <summary>Nothing differs there.</summary>
    public sealed record NoDrift(Message Why) : AcceptanceResult;

    /// <summary>Neither the desired state nor the box has anything of that name.</summary>
    public sealed record Unknown(Message Why) : AcceptanceResult;
}
