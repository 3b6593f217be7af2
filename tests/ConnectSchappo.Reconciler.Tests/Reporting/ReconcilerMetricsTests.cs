using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

public partial class ReconcilerMetricsTests
{
    [Fact]
    public async Task What_a_round_found_is_exported()
    {
        var metrics = new ReconcilerMetrics();
        metrics.State.Accepted("r1", DateTimeOffset.FromUnixTimeSeconds(100));
        metrics.OnRoundEnded(Reports.Of(Outcomes.Healed(), DateTimeOffset.FromUnixTimeSeconds(200)));

        var text = await Text(metrics);

        foreach (var line in (string[])
        [
            """pbx_reconciler_condition{box="matriz",type="Ready",status="true"} 1""",
            """pbx_reconciler_condition{box="matriz",type="Ready",status="false"} 0""",
            """pbx_reconciler_last_success_timestamp_seconds{box="matriz"} 200""",
            """pbx_reconciler_actions_total{box="matriz",activation="pjsip_reload",result="done"} 1""",
            """pbx_reconciler_channels{box="matriz"} 2""",
            """pbx_reconciler_certificate_expiry_timestamp_seconds{box="matriz",where="disk"} 1800000000""",
            """pbx_reconciler_desired_state_info{revision="r1"} 1""",
            """pbx_reconciler_rounds_total{box="matriz",verdict="converged"} 1""",
            """pbx_reconciler_rounds_total{box="matriz",verdict="failed"} 0""",
            """pbx_reconciler_actions_total{box="matriz",activation="restart",result="failed"} 0""",
            """pbx_reconciler_last_round_timestamp_seconds{box="matriz"} 200""",
            """pbx_reconciler_probe_success{box="matriz",probe="tls"} 0""",
            """pbx_reconciler_probe_success{box="matriz",probe="websocket"} 1""",
            """pbx_reconciler_probe_duration_seconds{box="matriz"} 0.25""",
        ])
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("where=\"served\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_WebSocket_has_no_handshake_that_could_fail()
    {
        var metrics = new ReconcilerMetrics();
        var healed = Outcomes.Healed();
        var plain = healed.Seen! with { Client = healed.Seen.Client with { IsPlain = true } };

        metrics.OnRoundEnded(Reports.Of(healed with { Seen = plain }, DateTimeOffset.FromUnixTimeSeconds(200)));

        var text = await Text(metrics);
        Assert.DoesNotContain("probe=\"tls\"", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_probe_success{box="matriz",probe="websocket"} 1""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_shows_since_when_and_is_gone_when_it_is_over()
    {
        var metrics = new ReconcilerMetrics();
        var waiting = new PendingAction("Restart", DateTimeOffset.FromUnixTimeSeconds(150), WasTooLong: false);
        metrics.OnRoundEnded(Reports.Of(Outcomes.Pending(), DateTimeOffset.FromUnixTimeSeconds(200), waiting) with
        {
            MaxWait = TimeSpan.FromSeconds(60),
        });
        Assert.Contains(
            """pbx_reconciler_action_pending_since_timestamp_seconds{box="matriz"} 150""", await Text(metrics), StringComparison.Ordinal);
        Assert.Contains(
            """pbx_reconciler_action_pending_deadline_timestamp_seconds{box="matriz"} 210""", await Text(metrics),
            StringComparison.Ordinal);

        metrics.OnRoundEnded(Reports.Of(Outcomes.Healed(), DateTimeOffset.FromUnixTimeSeconds(300)));
        Assert.DoesNotContain("_pending_", Series(await Text(metrics)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_nobody_looked_at_is_not_called_ready()
    {
        var metrics = new ReconcilerMetrics();
        metrics.OnRoundEnded(Reports.Of(Outcomes.Unreachable(), DateTimeOffset.FromUnixTimeSeconds(200)));

        var text = await Text(metrics);

        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="Ready",status="false"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="InSync",status="unknown"} 1""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("last_success_timestamp_seconds{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_before_a_box_was_lost_does_not_pass_for_the_present()
    {
        var metrics = new ReconcilerMetrics();
        Record(metrics, Outcomes.Healed());
        Record(metrics, Outcomes.Unreachable());

        var text = Series(await Text(metrics));

        string[] allGone =
            ["pbx_reconciler_drifts", "pbx_reconciler_channels", "pbx_reconciler_protected_bans", "pbx_reconciler_probe"];
        foreach (var gone in allGone)
        {
            Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
        }

        Assert.Contains(
            """pbx_reconciler_certificate_expiry_timestamp_seconds{box="matriz",where="disk"}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_that_a_restart_met_are_counted()
    {
        var metrics = new ReconcilerMetrics();
        var restart = Outcomes.Healed() with
        {
            CallsBefore = 3,
            Steps = [new Step.Activated(AsteriskActivations.Restart, StepResult.Done, $"done")],
        };
        Record(metrics, restart);

        var text = await Text(metrics);

        Assert.Contains("""pbx_reconciler_disruptive_action_channels_sum{box="matriz"} 3""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_disruptive_action_channels_bucket{box="matriz",le="0"} 0""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_that_the_restart_of_an_undo_met_are_counted_and_not_those_before_the_change()
    {
        var metrics = new ReconcilerMetrics();
        var restart = new Step.Activated(AsteriskActivations.Restart, StepResult.Done, $"done, to roll back a change") { Channels = 2 };
        Record(metrics, Outcomes.Healed() with { CallsBefore = 0, Steps = [restart] });

        var text = await Text(metrics);

        Assert.Contains("""pbx_reconciler_disruptive_action_channels_sum{box="matriz"} 2""", text, StringComparison.Ordinal);
        Assert.Contains(
            """pbx_reconciler_actions_total{box="matriz",activation="restart",result="done"} 1""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drift_is_counted_in_each_layer_that_is_wrong()
    {
        var metrics = new ReconcilerMetrics();
        Record(metrics, Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context with { Client = $"nobody" }) });

        var text = await Text(metrics);

        Assert.Contains("""pbx_reconciler_drifts{box="matriz",kind="endpoint",layer="file"} 0""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_drifts{box="matriz",kind="endpoint",layer="memory"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_drifts{box="matriz",kind="endpoint",layer="client"} 1""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_a_person_can_move_on_is_stalled_and_what_goes_on_by_itself_is_pending()
    {
        var metrics = new ReconcilerMetrics();
        Record(metrics, Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context) with { Blocked = [$"a cap"] } });
        Record(metrics, Outcomes.Pending() with { Box = "recife" });

        var text = await Text(metrics);

        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="Stalled",status="true"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_condition{box="matriz",type="ActionPending",status="false"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_condition{box="recife",type="Stalled",status="false"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""pbx_reconciler_condition{box="recife",type="ActionPending",status="true"} 1""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_a_box_and_closed_lists()
    {
        var metrics = new ReconcilerMetrics();
        Exercise(metrics, DateTimeOffset.UnixEpoch);

        var labels = LabelValues().Matches(await Text(metrics))
            .GroupBy(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

        var closed = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["type"] = Enum.GetNames<ConditionType>(),
            ["status"] = Words<ConditionStatus>(),
            ["kind"] = Words<DriftKind>(),
            ["layer"] = ["file", "memory", "client"],
            ["activation"] = ["edit", .. KnownSubjects.Activations.Select(a => a.WireName)],
            ["result"] = Words<StepResult>(),
            ["verdict"] = Words<Verdict>(),
            ["where"] = ["disk", "served"],
            ["probe"] = ["tls", "websocket"],
        };
        Assert.Empty(labels.Keys.Except([.. closed.Keys, "box", "le", "version", "revision"], StringComparer.Ordinal));
        Assert.All(closed, list => Assert.Empty(labels[list.Key].Except(list.Value, StringComparer.Ordinal)));
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(WireName.Of)];

    /// <summary>Lets every series appear that the daemon can export.</summary>
    internal static void Exercise(ReconcilerMetrics metrics, DateTimeOffset now)
    {
        metrics.State.Accepted("r1", now);
        metrics.State.Fetched(now);
        metrics.Observes(new Pace(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)));
        metrics.OnRoundBegun(new RoundStart("matriz", "10.0.0.5", "r1", new Suspension("matriz", "why", now, now.AddHours(1), "ana"), now));
        var served = Outcomes.Healed().Seen!;
        served = served with
        {
            CertificateOnDisk = Fact.Known(new Certificate("aa", now.AddDays(-1), now.AddDays(90))),
            Jails = Fact.Known(ImmutableDictionary<string, JailMemory>.Empty),
            Client = served.Client with { Served = Fact.Known(new Certificate("aa", now.AddDays(-1), now.AddDays(90))) },
        };
        var healed = Outcomes.Healed() with { CallsBefore = 0, Seen = served, Duration = TimeSpan.FromSeconds(0.2) };
        metrics.OnRoundEnded(Reports.Of(healed, now));
        metrics.OnRoundEnded(Reports.Of(RollbackFailed(), now));
        metrics.OnRoundEnded(Reports.Of(Outcomes.Pending() with { Seen = served }, now));
    }

    [Fact]
    public async Task A_rollback_that_failed_shows_since_when_until_the_box_is_whole()
    {
        const string since = "pbx_reconciler_rollback_failed_since_timestamp_seconds{box=\"matriz\"} 200";
        var metrics = new ReconcilerMetrics();
        Record(metrics, RollbackFailed());
        Record(metrics, Outcomes.Unreachable());
        metrics.OnRoundEnded(Reports.Of(RollbackFailed(), DateTimeOffset.FromUnixTimeSeconds(500)));
        Assert.Contains(since, await Text(metrics), StringComparison.Ordinal);

        Record(metrics, Outcomes.InSync());
        Assert.DoesNotContain("rollback_failed_since", Series(await Text(metrics)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_waits_for_a_persons_word_is_stalled()
    {
        var metrics = new ReconcilerMetrics();
        var waits = new Step.Transacted(TransactionEvent.WaitsForConfirmation, StepResult.Pending, $"confirm it");
        Record(metrics, Outcomes.InSync() with { Steps = [waits] });

        Assert.Contains("""type="Stalled",status="true"} 1""", await Text(metrics), StringComparison.Ordinal);
    }

    private static BoxOutcome RollbackFailed() => Outcomes.NotVerified() with
    {
        Steps = [new Step.Transacted(TransactionEvent.RollbackFailed, StepResult.Failed, $"disk full")],
    };

    private static void Record(ReconcilerMetrics metrics, BoxOutcome outcome) =>
        metrics.OnRoundEnded(Reports.Of(outcome, DateTimeOffset.FromUnixTimeSeconds(200)));

    private static string Series(string text) => string.Join('\n', text.Split('\n').Where(l => !l.StartsWith('#')));

    [GeneratedRegex("[{,](?<name>[a-z]+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex LabelValues();

    [Fact]
    public async Task The_series_of_a_box_go_when_the_box_goes()
    {
        var metrics = new ReconcilerMetrics();
        metrics.OnRoundEnded(Reports.Of(Outcomes.Healed(), DateTimeOffset.FromUnixTimeSeconds(200)));
        metrics.OnRoundEnded(Reports.Of(Outcomes.InSync() with { Box = "recife" }, DateTimeOffset.FromUnixTimeSeconds(200)));

        metrics.OnBoxRemoved("matriz");

        var text = await Text(metrics);
        Assert.DoesNotContain("matriz", text, StringComparison.Ordinal);
        Assert.Contains("recife", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_revision_is_in_force()
    {
        var metrics = new ReconcilerMetrics();
        metrics.State.Accepted("r1", DateTimeOffset.UnixEpoch);
        metrics.State.Accepted("r2", DateTimeOffset.UnixEpoch);

        var text = await Text(metrics);

        Assert.DoesNotContain("revision=\"r1\"", text, StringComparison.Ordinal);
        Assert.Contains("revision=\"r2\"", text, StringComparison.Ordinal);
    }

    internal static async Task<string> Text(ReconcilerMetrics metrics)
    {
        using var stream = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
