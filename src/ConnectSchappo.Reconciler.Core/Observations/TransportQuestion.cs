using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>A TLS transport of the desired state, as a look asks about it.</summary>
/// <param name="Name">The transport's name.</param>
/// <param name="Certificate">Its <c>cert_file</c>.</param>
/// <param name="Key">Its <c>priv_key_file</c>; the certificate's own file where it names none.</param>
/// <param name="Connect">Address and port where the box itself reaches it; null where its bind does not tell.</param>
/// <param name="HasPassword">Whether its key may be locked, since it names a password.</param>
public sealed record TransportQuestion(string Name, string Certificate, string Key, string? Connect, bool HasPassword)
{
    private const int DefaultPort = 5061;

    /// <summary>What a look asks about a box.</summary>
    public static IReadOnlyList<TransportQuestion> Of(DesiredBox box) =>
        [.. box.Pjsip.Where(o => o.Type == PjsipType.Transport && "tls".Equals(o["protocol"]?.ToString(), StringComparison.OrdinalIgnoreCase) && o["cert_file"] is not null)
            .Select(Of)];

    private static TransportQuestion Of(PjsipObject transport)
    {
        var certificate = transport["cert_file"]!.ToString()!;
        return new(
            transport.Name, certificate, transport["priv_key_file"]?.ToString() ?? certificate, Reached(transport["bind"]?.ToString()), transport["password"] is not null);
    }

    // [::1]:5061, 192.0.2.1:5061, 192.0.2.1, and 0.0.0.0 or [::] for every address of the box.
    private static string? Reached(string? bind)
    {
        if (!System.Net.IPEndPoint.TryParse(bind ?? "", out var end))
        {
            return null;
        }

        var address = end.Address.Equals(System.Net.IPAddress.Any) ? System.Net.IPAddress.Loopback
            : end.Address.Equals(System.Net.IPAddress.IPv6Any) ? System.Net.IPAddress.IPv6Loopback
            : end.Address;
        return new System.Net.IPEndPoint(address, end.Port == 0 ? DefaultPort : end.Port).ToString();
    }
}
