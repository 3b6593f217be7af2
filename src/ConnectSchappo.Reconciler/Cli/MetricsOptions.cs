using System.CommandLine;
using System.Net;
using ConnectSchappo.Reconciler.Cli.Settings;
using ConnectSchappo.Reconciler.Reporting.Serving;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Where Prometheus finds the daemon's metrics, and what protects them there.</summary>
internal sealed class MetricsOptions
{
    private readonly Option<double> port = SettingsOption.Number(
        "--metrics-port", "PORT", "The port for Prometheus; 0 for no metrics.", MetricsEndpoint.DefaultPort, 0, 65_535, whole: true);

    private readonly Option<string?> address = SettingsOption.Text(
        "--metrics-address", "ADDRESS",
        "The address for Prometheus. Default: 127.0.0.1. Any other address needs the three options below.", () => null);

    private readonly Option<string?> certificate = SettingsOption.Text(
        "--metrics-certificate", "PATH",
        "A PEM file: the certificate of the metrics, followed by its chain. A renewed file is read again.", () => null);

    private readonly Option<string?> key =
        SettingsOption.Text("--metrics-key", "PATH", "A PEM file: the key of that certificate.", () => null);

    private readonly Option<string?> tokenFile = SettingsOption.Text(
        "--metrics-token-file", "PATH", "A file with the token that Prometheus must send: Authorization: Bearer TOKEN.", () => null);

    public MetricsOptions() => address.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } given && !IPAddress.TryParse(given, out _))
        {
            result.AddError(TypedOption.Wrong("--metrics-address", given, "an IPv4 or IPv6 address of this host (127.0.0.1, 0.0.0.0)"));
        }
    });

    public IEnumerable<Option> All => [port, address, certificate, key, tokenFile];

    /// <summary>Null where no metrics are wanted.</summary>
    public MetricsEndpoint? Endpoint(ParseResult parse) => parse.GetValue(port) is var chosen and > 0
        ? new MetricsEndpoint
        {
            Address = parse.GetValue(address) is { } given ? IPAddress.Parse(given) : IPAddress.Loopback,
            Port = (int)chosen,
            Certificate = parse.GetValue(certificate),
            Key = parse.GetValue(key),
            TokenFile = parse.GetValue(tokenFile),
        }
        : null;
}
