namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>An activation of a plan: why it is needed, what it costs people on the phone, and what it waits for.</summary>
/// <param name="Arguments">The addresses to unban, the modules to reload, or the jails of fail2ban to begin anew; otherwise empty.</param>
/// <param name="WaitsFor">In words, what must be true first; null where it need not wait.</param>
public sealed record PlannedActivation(Activation Activation, string Reason, string Cost, EquatableArray<string> Arguments, string? WaitsFor);
