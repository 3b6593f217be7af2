using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>A TLS transport, as a look asks about it.</summary>
/// <param name="Name">The transport's name.</param>
/// <param name="Certificate">Its <c>cert_file</c>.</param>
/// <param name="Key">Its <c>priv_key_file</c>; the certificate's own file where it names none.</param>
/// <param name="Connect">Address and port where the box itself reaches it; null where its bind does not tell.</param>
/// <param name="HasPassword">Whether its key may be locked, since it names a password.</param>
public sealed record TransportQuestion(string Name, string Certificate, string Key, string? Connect, bool HasPassword)
{
    private const int DefaultPort = 5061;

    /// <summary>The transports of a desired state that have a certificate.</summary>
    public static IReadOnlyList<TransportQuestion> Of(DesiredBox box) =>
        [.. box.Pjsip.Where(o => o.Type == PjsipType.Transport)
            .Select(o => Of(o.Name, option => o[option]?.ToString(), o["password"] is not null)).OfType<TransportQuestion>()];

    /// <summary>A transport as somebody has it; null where it is not for TLS, or names no certificate.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it says of an option; null where it is silent.</param>
    /// <param name="hasPassword">Whether it names a password.</param>
    public static TransportQuestion? Of(string name, Func<string, string?> value, bool hasPassword) =>
        "tls".Equals(value("protocol"), StringComparison.OrdinalIgnoreCase) && value("cert_file") is { } certificate
            ? new(name, certificate, value("priv_key_file") ?? certificate, Reached(value("bind")), hasPassword)
            : null;

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
