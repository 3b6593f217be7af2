using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A difference that the policy leaves alone: it is shown, and neither counts nor is repaired.</summary>
/// <param name="Drift">What differs, and in which layers.</param>
/// <param name="Reason">The reason that the policy gives, in its own words.</param>
public sealed record IgnoredDrift(Drift Drift, Message Reason);
