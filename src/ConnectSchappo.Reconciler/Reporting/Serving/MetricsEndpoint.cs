using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Reporting.Serving;

/// <summary>
/// Where the metrics are shown, and what protects them there. Beyond loopback they have TLS and a token, or are not shown.
/// </summary>
internal sealed record MetricsEndpoint
{
    /// <summary>A loopback port that no exporter is known to use.</summary>
    public const int DefaultPort = 29250;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int Port { get; init; } = DefaultPort;

    /// <summary>A PEM file with the certificate, its chain behind it; null for plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary>A PEM file with the certificate's key.</summary>
    public string? Key { get; init; }

    /// <summary>A file with the token that Prometheus sends as <c>Authorization: Bearer</c>; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Address);

    public override string ToString() => $"{(Certificate is null ? "http" : "https")}://{new IPEndPoint(Address, Port)}/metrics";

    /// <summary>Finds out before the daemon starts whether they can be shown.</summary>
    /// <param name="mayBeTaken">Whether the port may be taken now, by the daemon before this one.</param>
    /// <exception cref="MetricsProblem">They cannot, or must not.</exception>
    public void Check(bool mayBeTaken)
    {
        Protected();
        _ = Token();
        Pem()?.Dispose();
        if (!mayBeTaken && !IsFree())
        {
            throw new MetricsProblem(
                $"the port {Port} on {Address} is in use. Check whether another daemon runs. "
                + "--metrics-port gives another port, or 0 for no metrics.");
        }
    }

    /// <exception cref="MetricsProblem">It cannot be used.</exception>
    public MetricsToken? Token() => TokenFile is { } path ? MetricsToken.Read(path) : null;

    /// <exception cref="MetricsProblem">It cannot be used.</exception>
    public MetricsCertificate? Pem() => Certificate is { } certificate && Key is { } key ? new MetricsCertificate(certificate, key) : null;

    /// <exception cref="MetricsProblem">What belongs together is not there together.</exception>
    public void Protected()
    {
        if (Certificate is null != Key is null)
        {
            throw new MetricsProblem("--metrics-certificate and --metrics-key must be given together.");
        }

        if (!IsLocal && (Certificate is null || TokenFile is null))
        {
            throw new MetricsProblem(
                $"--metrics-address {Address} is reachable from other hosts. "
                + "Give --metrics-certificate, --metrics-key and --metrics-token-file too, or use 127.0.0.1.");
        }
    }

    private bool IsFree()
    {
        try
        {
            using var listener = new TcpListener(Address, Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
