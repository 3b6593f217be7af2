using System.Net;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>Who listens on a TCP port of a box.</summary>
/// <param name="Bound">Address and port of the listening socket.</param>
/// <param name="Process">The number of a process that has it open.</param>
/// <param name="Program">The name of that process.</param>
/// <param name="IsAsterisk">Whether it is the Asterisk that is observed.</param>
public sealed record PortHolder(IPEndPoint Bound, int Process, string Program, bool IsAsterisk)
{
    /// <summary>
    /// Whether its socket keeps another from listening there. One on any address takes the port of each, and one on <c>[::]</c> that of
    /// IPv4 too. Source: Linux, bind(2), ipv6(7).
    /// </summary>
    public bool Takes(IPEndPoint wanted) => wanted.Port == Bound.Port
        && (Bound.Address.Equals(wanted.Address) || IsAny(Bound.Address) || IsAny(wanted.Address));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
