using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>A line of known_hosts that is not used, and why.</summary>
internal sealed record KnownHostsProblem(int Line, Message Message);
