namespace ConnectSchappo.Reconciler.Applying;

/// <summary>A transaction on a box that was neither confirmed nor undone.</summary>
internal sealed record OpenTransaction
{
    public required string Id { get; init; }

    /// <summary>The revision that it brings.</summary>
    public required string Revision { get; init; }

    /// <summary>Who began it, for people.</summary>
    public required string Owner { get; init; }

    /// <summary>When it was begun, by the box's clock.</summary>
    public required string Time { get; init; }

    /// <summary>Whether it is done and proved, and waits for a person to confirm it.</summary>
    public required bool IsWaiting { get; init; }

    /// <summary>Until when it waits, by the box's clock; then the box undoes it.</summary>
    public required string Until { get; init; }

    /// <summary>Whether it is being undone.</summary>
    public required bool IsUndoing { get; init; }

    /// <summary>Whether whoever holds the lock may still be at work.</summary>
    public required bool IsAlive { get; init; }

    /// <summary>Whether an activation was begun.</summary>
    public required bool WasActivated { get; init; }

    /// <summary>Whether it was not proved, or a person took it back, so that its revision is not to be tried again.</summary>
    public required bool IsDisproved { get; init; }

    /// <summary>Whether every file of it is the new one.</summary>
    public required bool IsSwapped { get; init; }

    /// <summary>The subjects of what memory held otherwise than that revision wants before the transaction began.</summary>
    public required IReadOnlySet<string> Held { get; init; }
}
