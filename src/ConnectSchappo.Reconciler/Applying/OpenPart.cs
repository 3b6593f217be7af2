using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>A part of a transaction on a box that was neither confirmed nor undone.</summary>
internal sealed record OpenPart
{
    public required Subject Subject { get; init; }

    /// <summary>The transaction's id.</summary>
    public required string Id { get; init; }

    /// <summary>The revision that it brings.</summary>
    public required string Revision { get; init; }

    /// <summary>Who began it, for people.</summary>
    public required string Owner { get; init; }

    /// <summary>When it was begun, by the box's clock.</summary>
    public required string Time { get; init; }

    /// <summary>Whether it is done and verified, and waits for a person to confirm it.</summary>
    public required bool IsWaiting { get; init; }

    /// <summary>Until when it waits, by the box's clock; then the box undoes it.</summary>
    public required string Until { get; init; }

    /// <summary>Whether it is being undone.</summary>
    public required bool IsUndoing { get; init; }

    /// <summary>Whether whoever holds the lock may still be at work.</summary>
    public required bool IsAlive { get; init; }

    /// <summary>Why it is undone, where it did not work or a person took it back; null where nothing speaks against it.</summary>
    public required Message? Disproved { get; init; }

    /// <summary>Whether every file of it is the new one.</summary>
    public required bool IsSwapped { get; init; }

    /// <summary>
    /// The keys (<see cref="Core.Drifts.DriftId.Key"/>) of what memory held otherwise than that revision wants before it began.
    /// </summary>
    public required IReadOnlySet<string> Held { get; init; }

    /// <summary>What it is, for a person.</summary>
    public Message Words => $"{Subject}: transaction {Id} of revision {Revision}, begun by {Owner} at {Time}";
}
