using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>Opens lines to boxes.</summary>
internal interface IBoxLines
{
    /// <exception cref="BoxFailure">Unreachable, an untrusted host key, access refused, or out of time.</exception>
    Task<IBoxLine> Open(DesiredBox box, CancellationToken cancellation);
}
