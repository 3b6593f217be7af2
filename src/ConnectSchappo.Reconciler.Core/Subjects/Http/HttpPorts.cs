using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>The ports that the web server is to have, and other programs that have them: then no reload opens a listener.</summary>
public static class HttpPorts
{
    /// <summary>The TCP ports of the listeners that the desired state names and memory does not have.</summary>
    public static IEnumerable<int> Missing(DesiredBox box, Fact<HttpListeners> memory)
    {
        string? Value(string name) =>
            box.Http.LastOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.ToString();
        bool IsOff(string name) => Value(name) is { } value && OptionSpelling.Truth(value) != "yes";
        if (!memory.TryGet(out var listeners) || IsOff("enabled"))
        {
            yield break;
        }

        var standard = box.Catalogue.Http["bindport"].Default!;
        if (Value("bindaddr") is { } host && $"{host}:{Value("bindport") ?? standard}" is var plain && plain != listeners.Plain)
        {
            yield return PortOf(plain) ?? int.Parse(standard, CultureInfo.InvariantCulture);
        }

        if (!IsOff("tlsenable") && Value("tlsbindaddr") is { } tls && tls != listeners.Tls)
        {
            yield return PortOf(tls) ?? Listener.TlsPort;
        }
    }

    /// <summary>The other program that keeps Asterisk from listening at an address; null where none is known to.</summary>
    internal static PortHolder? OtherProgram(BoxView box, string? wanted) => wanted is not null && Parse(wanted) is { } end
        ? box.Seen.Ports.FirstOrDefault(h => !h.IsAsterisk && h.Takes(end.Port > 0 ? end : new IPEndPoint(end.Address, Listener.TlsPort)))
        : null;

    private static int? PortOf(string address) =>
        int.TryParse(address.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= IPEndPoint.MaxPort ? port : null;

    private static IPEndPoint? Parse(string address) => IPEndPoint.TryParse(address, out var end) ? end : null;
}
