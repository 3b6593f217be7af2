namespace ConnectSchappo.Reconciler.Applying;

/// <summary>Whoever held a box's lock last, and is done.</summary>
/// <param name="Id">The transaction.</param>
/// <param name="Owner">Who made it, for people.</param>
internal sealed record LastTransaction(string Id, string Owner)
{
    /// <summary>Whether it was the box itself, which undid another one.</summary>
    public bool IsWatchdog => Id.StartsWith("watchdog-", StringComparison.Ordinal);
}
