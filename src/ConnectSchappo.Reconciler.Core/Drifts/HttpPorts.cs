using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The ports that the web server is to have, and other programs that have them: then no reload opens a listener.</summary>
public static class HttpPorts
{
    // Defaults of Asterisk 16's http.c.
    private const int Plain = 8088;
    private const int Tls = 8089;

    /// <summary>The TCP ports that the desired state names.</summary>
    public static IEnumerable<int> Wanted(IReadOnlyCollection<DesiredOption> http)
    {
        string? Value(string name) => http.LastOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.ToString();
        if (Value("bindaddr") is not null)
        {
            yield return int.TryParse(Value("bindport"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : Plain;
        }

        if (Value("tlsbindaddr") is { } address)
        {
            yield return Parse(address) is { Port: > 0 and var port } ? port : Tls;
        }
    }

    /// <summary>The other program that keeps Asterisk from listening at an address; null where none is known to.</summary>
    internal static PortHolder? Stranger(BoxView box, string? wanted) => wanted is not null && Parse(wanted) is { } end
        ? box.Seen.Ports.FirstOrDefault(h => !h.IsAsterisk && h.Takes(end.Port > 0 ? end : new IPEndPoint(end.Address, Tls)))
        : null;

    private static IPEndPoint? Parse(string address) => IPEndPoint.TryParse(address, out var end) ? end : null;
}
