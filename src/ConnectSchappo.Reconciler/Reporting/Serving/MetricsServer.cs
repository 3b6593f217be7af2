using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Prometheus;

namespace ConnectSchappo.Reconciler.Reporting.Serving;

/// <summary>Shows the metrics to Prometheus at /metrics, by HTTP on loopback, by HTTPS to whoever has the token elsewhere.</summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private MetricsServer(WebApplication application) => this.application = application;

    /// <summary>Begins to listen, so that whoever cannot is told at the start and not by missing metrics.</summary>
    /// <exception cref="MetricsProblem">It cannot, or must not, be shown there.</exception>
    public static async Task<MetricsServer> Start(MetricsEndpoint endpoint, CollectorRegistry registry, CancellationToken cancellation)
    {
        endpoint.Protected();
        var token = endpoint.Token();
        var certificate = endpoint.Pem();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint.Address, endpoint.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate.Current);
                }
            });
        });
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var built = builder.Build();
        if (token is not null)
        {
            built.Use((context, next) => token.Opens(context.Request) ? next(context) : Refuse(context.Response));
        }

        built.UseMetricServer(options => options.Registry = registry, "/metrics");
        try
        {
            await built.StartAsync(cancellation);
            return new MetricsServer(built);
        }
        catch (IOException failure)
        {
            await built.DisposeAsync();
            throw new MetricsProblem(
                $"the metrics cannot be served at {endpoint}: {failure.Message} Check whether another daemon runs. "
                + "--metrics-port gives another port, or 0 for no metrics.",
                failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }

    private static Task Refuse(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
