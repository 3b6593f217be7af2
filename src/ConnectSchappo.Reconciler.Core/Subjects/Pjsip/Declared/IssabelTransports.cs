namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>
/// The transports that Issabel generates into pjsip_transport_additional.conf (its core/functions.inc.php). An object may name one of them
/// without our making it; making one a second time would void every transport of the box.
/// </summary>
internal static class IssabelTransports
{
    private static readonly string[] Names = ["transport-udp", "transport-tcp", "transport-tls", "transport-ws", "transport-wss"];

    /// <summary>Whether it is one of those for softphones alone.</summary>
    public static bool IsWebSocket(string name) => name.ToLowerInvariant() is "transport-ws" or "transport-wss";

    public static bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
