using System.Text.Json;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Serving;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting.Watching;

/// <summary>
/// The dashboards and the alert rules, each query run by a real Prometheus that scraped the daemon's own server, after it was told
/// something of everything that can be: so each must give data. The tests on boxes do the same with what a real night brings about.
/// </summary>
public static class DashboardTests
{
    // Grafana 10 and later read it; older panels are brought up to date by itself.
    private const int LeastSchema = 39;

    public static TheoryData<string> Boards => [.. Dashboards.Names];

    [Fact]
    public static void There_is_one_for_the_fleet_and_one_for_a_box() =>
        Assert.Equal(["reconciler-box.json", "reconciler-fleet.json"], Dashboards.Names);

    [Theory]
    [MemberData(nameof(Boards))]
    public static void A_dashboard_is_one_that_Grafana_reads_and_lays_out(string name)
    {
        var board = Dashboards.Board(name);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), board.GetProperty("uid").GetString());
        Assert.True(board.GetProperty("schemaVersion").GetInt32() >= LeastSchema);
        var panels = board.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());

        var places = panels.Select(p => (Title: p.GetProperty("title").GetString(), At: Place(p))).ToList();
        Assert.All(places, p => Assert.True(p.At.X + p.At.W <= 24, $"{p.Title} goes beyond the right edge"));
        foreach (var (one, two) in places.SelectMany((p, i) => places.Skip(i + 1).Select(q => (p, q))))
        {
            Assert.False(Overlap(one.At, two.At), $"{one.Title} lies over {two.Title}");
        }

        Assert.All(panels.Where(p => p.GetProperty("type").GetString() != "row"), panel =>
        {
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            Assert.True(panel.GetProperty("description").GetString()!.Length > 0, $"{panel.GetProperty("title")} says nothing of itself");
        });
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public static async Task A_dashboard_names_only_what_the_daemon_exports(string name)
    {
        var strangers = new List<string>();
        foreach (var query in Dashboards.Queries(name).Concat(Dashboards.Variables(name)))
        {
            strangers.AddRange(await Exported.Strangers(query));
        }

        Assert.Empty(strangers);
    }

    [Fact]
    public static async Task A_real_Prometheus_answers_every_query_with_data_and_finds_every_rule_well()
    {
        var program = PrometheusTools.Find("prometheus");
        Assert.SkipWhen(program is null, PrometheusTools.Missing);
        var metrics = new ReconcilerMetrics();
        ReconcilerMetricsTests.Exercise(metrics, DateTimeOffset.UtcNow);
        var endpoint = new MetricsEndpoint { Port = LocalPrometheus.FreePort() };
        await using var server = await MetricsServer.Start(endpoint, metrics.Registry, TestContext.Current.CancellationToken);
        await using var prometheus = await LocalPrometheus.Start(program!, new Uri(endpoint.ToString()));
        ReconcilerMetricsTests.Exercise(metrics, DateTimeOffset.UtcNow); // so that counters have increased since the first scrape
        await prometheus.Until("""sum(increase(pbx_reconciler_rounds_total{box="matriz"}[1m])) > 0""", _ => true);

        var empty = new List<string>();
        foreach (var query in Dashboards.Names.SelectMany(Dashboards.Queries))
        {
            if ((await prometheus.Query(query)).GetArrayLength() == 0)
            {
                empty.Add(query);
            }
        }

        Assert.Empty(empty);
        Assert.Equal(0, (await prometheus.Query("""pbx_reconciler_channels{box="nobody"}""")).GetArrayLength());
        await prometheus.Until("""ALERTS{alertname="ChangeNotRolledBack"}""", _ => true);
        Assert.All(await prometheus.Rules(), rule => Assert.True(rule.Value == "ok", $"{rule.Key} is {rule.Value}"));
    }

    private static (int X, int Y, int W, int H) Place(JsonElement panel)
    {
        var at = panel.GetProperty("gridPos");
        return (
            at.GetProperty("x").GetInt32(), at.GetProperty("y").GetInt32(),
            at.GetProperty("w").GetInt32(), at.GetProperty("h").GetInt32());
    }

    private static bool Overlap((int X, int Y, int W, int H) one, (int X, int Y, int W, int H) two) =>
        one.X < two.X + two.W && two.X < one.X + one.W && one.Y < two.Y + two.H && two.Y < one.Y + one.H;
}
