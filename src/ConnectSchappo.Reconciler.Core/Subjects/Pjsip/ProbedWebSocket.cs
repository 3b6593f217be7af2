using System.Net;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>What a probe asks about, and where: the softphone's challenge tells who answers.</summary>
/// <param name="Softphone">The name of an endpoint that logs in over the WebSocket.</param>
/// <param name="Listener">
/// Which of the listeners of <see cref="Catalogue.Listener"/>: with TLS, or the plain one behind a proxy that ends TLS.
/// </param>
/// <param name="At">Where the box itself meets it.</param>
public sealed record ProbedWebSocket(string Softphone, string Listener, IPEndPoint At)
{
    /// <summary>Whether TLS comes before the WebSocket.</summary>
    public bool IsSecured => Listener == Catalogue.Listener.Tls;
}
