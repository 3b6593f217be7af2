using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>Ports of this host for a test's own servers.</summary>
internal static class Ports
{
    /// <summary>A port on 127.0.0.1 that nobody listens on, as text for a command line.</summary>
    public static string Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
