using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A STUN server as rtp.conf names it, <c>host</c> or <c>host:port</c>, beside what memory shows, always <c>address:port</c>. Seen on
/// 16.28: 0.0.0.0:0 where there is none; 0.0.0.0 with the right port where its name did not resolve, and a warning in the log.
/// </summary>
internal static class StunServer
{
    private const string Port = "3478";

    /// <summary>Whether memory can have come of the option. The address of a name is Asterisk's to find, and not compared.</summary>
    public static bool Same(string option, string memory)
    {
        var (host, port) = Parts(option);
        var (address, bound) = Parts(memory);
        return host.Length == 0 ? address == "0.0.0.0" : port == bound && (!IsAddress(host) || host == address);
    }

    /// <summary>Whether Asterisk knows the server's name and not its address.</summary>
    public static bool IsUnresolved(string option, string memory)
    {
        var (host, port) = Parts(option);
        return host.Length > 0 && !IsAddress(host) && Parts(memory) == ("0.0.0.0", port);
    }

    /// <summary>Whether Asterisk has to find the server's address by itself.</summary>
    public static bool IsName(string option) => Parts(option).Host is { Length: > 0 } host && !IsAddress(host);

    private static bool IsAddress(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static (string Host, string Port) Parts(string text) =>
        text.Trim().Split(':') is [var host, var port] ? (host, port) : (text.Trim(), Port);
}
