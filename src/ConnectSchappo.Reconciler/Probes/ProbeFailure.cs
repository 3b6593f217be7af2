using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>A server that does not do what a probe asks of it.</summary>
internal sealed class ProbeFailure(Message reason) : Failure(reason);
