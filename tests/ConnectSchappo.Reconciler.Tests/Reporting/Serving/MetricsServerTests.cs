using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Serving;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Serving;

/// <summary>Who may read the metrics, and from where.</summary>
public sealed class MetricsServerTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task On_loopback_anybody_on_this_machine_reads_them()
    {
        await using var server = await Start(new MetricsEndpoint { Port = FreePort() });

        var (status, text) = await Get(server.Endpoint, null);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("pbx_reconciler_build_info{version=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet_", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong-wrong-wrong-wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Token, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Token, HttpStatusCode.OK)]
    public async Task With_a_certificate_and_a_token_whoever_has_the_token_reads_them_by_TLS(string? authorization, HttpStatusCode expected)
    {
        await using var server = await Start(Protected() with { Address = IPAddress.Any });

        var (status, text) = await Get(server.Endpoint with { Address = IPAddress.Loopback }, authorization);

        Assert.Equal(expected, status);
        Assert.Equal(expected == HttpStatusCode.OK, text.Contains("pbx_reconciler_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renewed_certificate_is_served_without_a_restart()
    {
        var endpoint = Protected();
        await using var server = await Start(endpoint);
        var before = await Get(endpoint, "Bearer " + Token);
        WriteCertificate();
        File.SetLastWriteTimeUtc(endpoint.Certificate!, File.GetLastWriteTimeUtc(endpoint.Certificate!).AddSeconds(2));

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.OK, (await Get(endpoint, "Bearer " + Token)).Status); // which trusts the new one alone

        var renewed = folder.Text("metrics.pem");
        folder.Write("metrics.pem", "half a file");
        File.SetLastWriteTimeUtc(endpoint.Certificate!, File.GetLastWriteTimeUtc(endpoint.Certificate!).AddSeconds(4));
        Assert.Equal(HttpStatusCode.OK, (await Get(endpoint, "Bearer " + Token, renewed)).Status);
    }

    [Theory]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("0.0.0.0", true, false)]
    [InlineData("10.0.0.5", false, true)]
    [InlineData("::", false, false)]
    public async Task Beyond_loopback_nothing_is_shown_without_both(string address, bool certificate, bool token)
    {
        var full = Protected();
        var endpoint = full with
        {
            Address = IPAddress.Parse(address),
            Certificate = certificate ? full.Certificate : null,
            Key = certificate ? full.Key : null,
            TokenFile = token ? full.TokenFile : null,
        };

        var problem = await Assert.ThrowsAsync<MetricsProblem>(() => Start(endpoint));

        Assert.Contains("--metrics-token-file", problem.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_work_is_refused_at_the_start_with_the_way_out()
    {
        var good = Protected();
        await using var holder = await Start(new MetricsEndpoint { Port = FreePort() });
        (MetricsEndpoint Endpoint, string Says)[] cases =
        [
            (good with { Key = null }, "must be given together"),
            (good with { Certificate = folder["none.pem"] }, "none.pem"),
            (good with { Certificate = folder.Write("junk.pem", "junk") }, "cannot be used"),
            (good with { TokenFile = folder["none"] }, "cannot be read"),
            (good with { TokenFile = folder.Write("short", "short\n") }, "openssl rand"),
            (holder.Endpoint, "--metrics-port"),
        ];
        foreach (var (endpoint, says) in cases)
        {
            Assert.Contains(says, (await Assert.ThrowsAsync<MetricsProblem>(() => Start(endpoint))).Message, StringComparison.Ordinal);
        }

        foreach (var (endpoint, says) in cases)
        {
            Assert.Contains(says, Assert.Throws<MetricsProblem>(() => endpoint.Check(mayBeTaken: false)).Message, StringComparison.Ordinal);
        }

        good.Check(mayBeTaken: false);
        holder.Endpoint.Check(mayBeTaken: true);
    }

    private MetricsEndpoint Protected()
    {
        WriteCertificate();
        return new MetricsEndpoint
        {
            Port = FreePort(),
            Certificate = folder["metrics.pem"],
            Key = folder["metrics.key"],
            TokenFile = folder.Write("token", Token + "\n"),
        };
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=metrics", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        folder.Write("metrics.pem", certificate.ExportCertificatePem());
        folder.Write("metrics.key", key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<Running> Start(MetricsEndpoint endpoint) =>
        new(await MetricsServer.Start(endpoint, new ReconcilerMetrics().Registry, TestContext.Current.CancellationToken), endpoint);

    // Trusts the certificate that is in the file now, and no other.
    private async Task<(HttpStatusCode Status, string Text)> Get(MetricsEndpoint endpoint, string? authorization, string? trusted = null)
    {
        using var handler = new SocketsHttpHandler();
        if (endpoint.Certificate is not null)
        {
            handler.SslOptions.CertificateChainPolicy =
                new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(
                X509Certificate2.CreateFromPem(trusted ?? folder.Text("metrics.pem")));
        }

        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var answer = await http.GetAsync(new Uri(endpoint.ToString()), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed record Running(MetricsServer Server, MetricsEndpoint Endpoint) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
