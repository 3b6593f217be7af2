using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>Opens connections to boxes.</summary>
internal interface IBoxConnections
{
    /// <exception cref="BoxFailure">Unreachable, an untrusted host key, access refused, or out of time.</exception>
    Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation);
}
