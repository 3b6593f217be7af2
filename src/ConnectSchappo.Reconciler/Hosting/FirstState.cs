using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What the daemon starts with.</summary>
/// <param name="InsteadOf">Why the newest revision could not be had, where this is the last good one; null otherwise.</param>
internal sealed record FirstState(Revision Revision, DesiredState State, string? InsteadOf);
