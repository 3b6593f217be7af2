using System.Net;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>The first packet of somebody who comes to the box.</summary>
/// <param name="IsTcp">Over TCP; otherwise over UDP.</param>
/// <param name="From">The address that it comes from, of IPv4.</param>
/// <param name="Port">The port of the box that it goes to.</param>
public sealed record Packet(bool IsTcp, IPAddress From, int Port)
{
    /// <summary>A port that clients have: none that a service has.</summary>
    public const int ClientPort = 50000;

    public override string ToString() => $"{(IsTcp ? "TCP" : "UDP")} port {Port} from {From}";
}
