using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Tests.Reporting.Watching;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// What an operator sees who imports the dashboards and the alert rules: a real Prometheus that scrapes the real daemon, while it
/// looks after a real box.
/// </summary>
public class WatchingTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // Queries that cannot have an answer here, and why.
    private static readonly Dictionary<string, string> Silent = new(StringComparer.Ordinal)
    {
        ["""time() - pbx_reconciler_rollback_failed_since_timestamp_seconds{box="matriz"}"""] =
            "no rollback fails: it needs a box whose disk breaks in the middle of one",
    };

    [Fact]
    public async Task Every_query_of_the_dashboards_has_an_answer_and_alerts_fire_while_a_real_daemon_looks_after_a_real_box()
    {
        var program = PrometheusTools.Find("prometheus");
        Assert.SkipWhen(program is null, PrometheusTools.Missing);
        await using var box = await LabBox.Up("watched");
        box.WriteState(s => s.Replace("maxWait: 2h", "maxWait: 1s", StringComparison.Ordinal));
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        var port = Ports.Free();
        var control = Path.Combine(box.Folder, "control");
        await using var daemon = box.StartDaemon("--metrics-port", port, "--control", control);
        await using var prometheus = await LocalPrometheus.Start(program!, new Uri($"http://127.0.0.1:{port}"));
        var unanswered = Dashboards.Names.SelectMany(Dashboards.Queries).ToHashSet(StringComparer.Ordinal);

        // A restart that waits for a call, for longer than the policy allows.
        await prometheus.Until("""ALERTS{alertname="ActionOverdue",alertstate="firing",box="matriz"}""", _ => true);
        await Ask(prometheus, unanswered);

        // The call ends, and then a typo is healed.
        await box.Asterisk("channel request hangup all");
        await daemon.Says("in sync with revision", 0, Patience);
        var before = daemon.LineCount;
        await box.Sh($"sed -i 's/context=from-internal/context=from-nowhere/' {Own}; asterisk -rx 'module reload res_pjsip.so'");
        await daemon.Says("in sync with revision", before, Patience);
        await prometheus.Until(
            """sum(increase(pbx_reconciler_actions_total{activation="pjsip_reload",result="done"}[1m])) > 0""", _ => true);
        Assert.Equal(0, (await prometheus.Query("""ALERTS{alertname="ActionOverdue"}""")).GetArrayLength());
        await Ask(prometheus, unanswered);

        // Somebody holds the box back for a while.
        var suspend = await Command.Run(
            Patience, Repository.Runner, Repository.Program, "suspend", "matriz",
            "--reason", "the carrier works on the line", "--until", "10m",
            "--control", control);
        Assert.True(suspend.ExitCode == 0, suspend.All);
        await prometheus.Until("""ALERTS{alertname="SuspensionExpiring",alertstate="firing",box="matriz"}""", _ => true);
        await Ask(prometheus, unanswered);

        Assert.Equal(Silent.Keys.Order(StringComparer.Ordinal), unanswered.Order(StringComparer.Ordinal));
        Assert.All(await prometheus.Rules(), rule => Assert.True(rule.Value == "ok", $"{rule.Key} is {rule.Value}"));
    }

    // A query that Prometheus does not understand fails the test.
    private static async Task Ask(LocalPrometheus prometheus, HashSet<string> unanswered)
    {
        foreach (var query in unanswered.ToList())
        {
            if ((await prometheus.Query(query)).GetArrayLength() > 0)
            {
                unanswered.Remove(query);
            }
        }
    }
}
