namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>An activation that waits: for calls to end, or for its window.</summary>
/// <param name="Activation">Its name.</param>
/// <param name="Since">Since when.</param>
/// <param name="WasTooLong">Whether it was told that it has waited for longer than the policy says.</param>
internal sealed record PendingAction(string Activation, DateTimeOffset Since, bool WasTooLong);
