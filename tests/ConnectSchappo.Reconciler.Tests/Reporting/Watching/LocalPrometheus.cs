using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>A real Prometheus on loopback that scrapes one address and has the alert rules, until disposed.</summary>
internal sealed class LocalPrometheus : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = new();
    private readonly HttpClient http;
    private readonly Process process;

    private LocalPrometheus(string program, Uri target)
    {
        var port = FreePort();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        folder.Write("prometheus.yml", $"""
            global: {"{"}scrape_interval: 200ms, evaluation_interval: 200ms{"}"}
            rule_files: [{Repository.Path("deploy/prometheus/reconciler.rules.yml")}]
            scrape_configs:
              - job_name: reconciler
                static_configs: [{"{"}targets: ['{target.Authority}']{"}"}]
            """);
        process = Process.Start(new ProcessStartInfo(program, [
            $"--config.file={folder["prometheus.yml"]}", $"--storage.tsdb.path={folder["data"]}",
            $"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
        ]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it, and waits until it has scraped the target.</summary>
    public static async Task<LocalPrometheus> Start(string program, Uri target)
    {
        var prometheus = new LocalPrometheus(program, target);
        try
        {
            await prometheus.Until("up == 1", _ => true);
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync(); // nobody else knows of the process
            throw;
        }
    }

    /// <summary>The result of a query as the API gives it; fails the test where the query is refused.</summary>
    public async Task<JsonElement> Query(string query) =>
        await Ask(query) ?? throw new InvalidOperationException($"Prometheus is not ready to answer '{query}'");

    // Null while it is still starting, which it tells by 503.
    private async Task<JsonElement?> Ask(string query)
    {
        using var answer = await http.GetAsync(
            new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{query}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("result");
    }

    /// <summary>The health of every alert rule by its name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Rules()
    {
        var text = await http.GetStringAsync(new Uri("/api/v1/rules", UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("groups").EnumerateArray()
            .SelectMany(g => g.GetProperty("rules").EnumerateArray())
            .ToDictionary(r => r.GetProperty("name").GetString()!, r => r.GetProperty("health").GetString()!, StringComparer.Ordinal);
    }

    /// <summary>Asks until there is an answer that will do.</summary>
    public async Task Until(string query, Func<JsonElement, bool> enough)
    {
        var begun = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await Ask(query) is { } result && result.GetArrayLength() > 0 && enough(result))
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // It is still starting.
            }

            Assert.False(
                process.HasExited,
                process.HasExited ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : "");
            Assert.True(begun.Elapsed < Patience, $"Prometheus did not answer '{query}' in time");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        folder.Dispose();
    }
}
