using System.Text;
using ConnectSchappo.Reconciler.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

public class ReconcilerMetricsTests
{
    [Fact]
    public async Task What_a_round_found_is_exported()
    {
        var metrics = new ReconcilerMetrics();
        metrics.StateAccepted("r1", DateTimeOffset.FromUnixTimeSeconds(100));
        metrics.Told(Outcomes.Healed(), null, DateTimeOffset.FromUnixTimeSeconds(200));

        var text = await Text(metrics);

        foreach (var line in (string[])
        [
            """pbx_reconciler_condition{box="matriz",type="Ready",status="True"} 1""",
            """pbx_reconciler_condition{box="matriz",type="Ready",status="False"} 0""",
            """pbx_reconciler_last_success_timestamp_seconds{box="matriz"} 200""",
            """pbx_reconciler_actions_total{box="matriz",activation="PjsipReload",result="Done"} 1""",
            """pbx_reconciler_channels{box="matriz"} 2""",
            """pbx_reconciler_certificate_expiry_timestamp_seconds{box="matriz",where="disk"} 1800000000""",
            """pbx_reconciler_desired_state_info{revision="r1"} 1""",
            """pbx_reconciler_rounds_total{box="matriz",verdict="Converged"} 1""",
        ])
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("where=\"served\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_shows_since_when_and_is_gone_when_it_is_over()
    {
        var metrics = new ReconcilerMetrics();
        metrics.Told(Outcomes.Pending(), DateTimeOffset.FromUnixTimeSeconds(150), DateTimeOffset.FromUnixTimeSeconds(200));
        Assert.Contains("""pbx_reconciler_action_pending_since_timestamp_seconds{box="matriz"} 150""", await Text(metrics), StringComparison.Ordinal);

        metrics.Told(Outcomes.Healed(), null, DateTimeOffset.FromUnixTimeSeconds(300));
        Assert.DoesNotContain("pending_since_timestamp_seconds{", await Text(metrics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_nobody_looked_at_is_not_called_ready()
    {
        var metrics = new ReconcilerMetrics();
        metrics.Told(Outcomes.Unreachable(), null, DateTimeOffset.FromUnixTimeSeconds(200));

        var text = await Text(metrics);

        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="Ready",status="False"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="InSync",status="Unknown"} 1""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("last_success_timestamp_seconds{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_series_of_a_box_go_when_the_box_goes()
    {
        var metrics = new ReconcilerMetrics();
        metrics.Told(Outcomes.Healed(), null, DateTimeOffset.FromUnixTimeSeconds(200));
        metrics.Told(Outcomes.InSync() with { Box = "recife" }, null, DateTimeOffset.FromUnixTimeSeconds(200));

        metrics.Forget("matriz");

        var text = await Text(metrics);
        Assert.DoesNotContain("matriz", text, StringComparison.Ordinal);
        Assert.Contains("recife", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_revision_is_in_force()
    {
        var metrics = new ReconcilerMetrics();
        metrics.StateAccepted("r1", DateTimeOffset.UnixEpoch);
        metrics.StateAccepted("r2", DateTimeOffset.UnixEpoch);

        var text = await Text(metrics);

        Assert.DoesNotContain("revision=\"r1\"", text, StringComparison.Ordinal);
        Assert.Contains("revision=\"r2\"", text, StringComparison.Ordinal);
    }

    private static async Task<string> Text(ReconcilerMetrics metrics)
    {
        using var stream = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
