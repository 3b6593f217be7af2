using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A STUN server as rtp.conf names it, <c>host</c> or <c>host:port</c>, beside what memory shows: <c>address:port</c>, and from 20.20 and
/// 22.10 on of a name <c>name:port address:port</c>. Seen on 16.28 and 22.10.1: 0.0.0.0:0 where there is none; 0.0.0.0 with the right port
/// where its name did not resolve, and a warning in the log.
/// </summary>
internal static class StunServer
{
    private const string Port = "3478";

    /// <summary>Whether memory can have come of the option. The address of a name is Asterisk's to find, and not compared.</summary>
    public static bool Same(string option, string memory)
    {
        var (host, port) = Parts(option);
        if (Named(memory) is { } named)
        {
            return Parts(named) == (host, port);
        }

        var (address, bound) = Parts(memory);
        return host.Length == 0 ? address == "0.0.0.0" : port == bound && (!IsAddress(host) || host == address);
    }

    /// <summary>Whether Asterisk knows the server's name and not its address.</summary>
    public static bool IsUnresolved(string option, string memory)
    {
        var (host, port) = Parts(option);
        return host.Length > 0 && !IsAddress(host) && Parts(memory.Split(' ')[^1]) == ("0.0.0.0", port)
            && (Named(memory) is not { } named || Parts(named).Host == host);
    }

    /// <summary>The name, with its port, where memory shows one beside its address; null where it shows an address alone.</summary>
    public static string? Named(string memory) => memory.Split(' ') is [var named, _] ? named : null;

    /// <summary>Whether Asterisk has to find the server's address by itself.</summary>
    public static bool IsName(string option) => Parts(option).Host is { Length: > 0 } host && !IsAddress(host);

    private static bool IsAddress(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static (string Host, string Port) Parts(string text) =>
        text.Trim().Split(':') is [var host, var port] ? (host, port) : (text.Trim(), Port);
}
