using System.Net;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>
/// The transports that web interfaces generate: Issabel five by fixed names into pjsip_transport_additional.conf (its
/// core/functions.inc.php), FreePBX one for each address and protocol into pjsip.transports.conf (its core, PJSip.class.php,
/// getTransportConfigs). An object may name one of them without our making it.
/// </summary>
internal static class GeneratedTransports
{
    private static readonly string[] Protocols = ["udp", "tcp", "tls", "ws", "wss"];

    /// <summary>Whether it may be one of them: <c>transport-udp</c>, or <c>0.0.0.0-udp</c>.</summary>
    public static bool IsOne(string name) => IsIssabels(name)
        || (name.LastIndexOf('-') is > 0 and var dash && Protocols.Contains(name[(dash + 1)..], StringComparer.OrdinalIgnoreCase)
            && IPAddress.TryParse(name.AsSpan(0, dash), out _));

    /// <summary>Whether Issabel makes it, on every box: making one a second time would void every transport there.</summary>
    public static bool IsIssabels(string name) => Protocols.Any(p => name.Equals($"transport-{p}", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is one of those for softphones alone.</summary>
    public static bool IsWebSocket(string name) => IsOne(name)
        && (name.EndsWith("-ws", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-wss", StringComparison.OrdinalIgnoreCase));
}
