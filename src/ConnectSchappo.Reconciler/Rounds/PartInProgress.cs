using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A part of a change between its first file and its end.</summary>
internal sealed record PartInProgress
{
    public required Subject Subject { get; init; }

    /// <summary>What is done; null where an earlier transaction was cut off, of which the journal alone tells.</summary>
    public PlanPart? Part { get; init; }

    /// <summary>The look that it was planned from; null likewise.</summary>
    public ObservedPlan? Before { get; init; }

    /// <summary>What an earlier transaction has left; null where it is one of ours.</summary>
    public OpenPart? Earlier { get; init; }

    /// <summary>When its present stage began.</summary>
    public required long Since { get; init; }

    /// <summary>Why what makes it effective could not be carried out; null where it was.</summary>
    public Message? ActivationFailed { get; init; }

    /// <summary>Whether an activation of it waits for calls to end.</summary>
    public bool Waits { get; init; }

    /// <summary>What became of its files, where it is being undone; null where it is being verified.</summary>
    public Message? Undoing { get; init; }

    /// <summary>Why it is undone; null where nothing speaks against it.</summary>
    public Message? Disproved { get; init; }

    /// <summary>What people are told of it besides, where it is being undone.</summary>
    public Message Consequence { get; init; } = Message.Empty;

    /// <summary>The keys (<see cref="DriftId.Key"/>) of what memory held otherwise before it; null where that is not known.</summary>
    public IReadOnlySet<string>? Held { get; init; }

    /// <summary>Whether Asterisk is known to have run before it.</summary>
    public bool Ran => Earlier is null;
}
