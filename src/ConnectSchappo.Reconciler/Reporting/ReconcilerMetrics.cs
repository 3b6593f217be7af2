using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Rounds;
using Prometheus;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// The Prometheus metrics, in a registry of their own. Labels are a box's name and closed lists only; the series of a box go when
/// the box leaves the desired state, so that no alert is left of it.
/// </summary>
internal sealed class ReconcilerMetrics : IRoundObserver
{
    private const string Edit = "edit";

    private static readonly string[] Actions = [Edit, .. KnownSubjects.Activations.Select(a => a.WireName)];

    private readonly ObservationMetrics observation;
    private readonly Gauge interval;
    private readonly Gauge resync;
    private readonly Gauge condition;
    private readonly Gauge lastRound;
    private readonly Gauge lastSuccess;
    private readonly Gauge pendingSince;
    private readonly Gauge pendingDeadline;
    private readonly Gauge suspendedUntil;
    private readonly Gauge rollbackFailed;
    private readonly Counter actions;
    private readonly Histogram disruptedCalls;
    private readonly Counter rounds;
    private readonly Histogram checks;
    private readonly Counter unnoticed;
    private readonly Histogram roundDuration;

    public ReconcilerMetrics()
    {
        var make = Metrics.WithCustomRegistry(Registry);
        State = new StateMetrics(make);
        observation = new ObservationMetrics(make);
        make.CreateGauge("pbx_reconciler_build_info", "1 for the version that runs.", "version").WithLabels(BuildVersion.Text).Set(1);
        interval = make.CreateGauge(
            "pbx_reconciler_observation_interval_seconds", "The configured time between two checks of a box for signs of a change.");
        resync = make.CreateGauge(
            "pbx_reconciler_resync_interval_seconds",
            "The configured time after which a box in sync is observed in full though no sign tells of a change.");
        condition = make.CreateGauge(
            "pbx_reconciler_condition", "1 for the status that a condition of a box has now.", "box", "type", "status");
        lastRound = make.CreateGauge(
            "pbx_reconciler_last_round_timestamp_seconds", 
            "When the last round on the box ended, whatever its result, or when it was last seen to be unchanged since.", "box");
        lastSuccess = make.CreateGauge("pbx_reconciler_last_success_timestamp_seconds", "When the box was last seen in sync.", "box");
        pendingSince = make.CreateGauge(
            "pbx_reconciler_action_pending_since_timestamp_seconds",
            "Since when an action waits for calls to end or for its window; absent if none does.", "box");
        pendingDeadline = make.CreateGauge(
            "pbx_reconciler_action_pending_deadline_timestamp_seconds",
            "When the policy's maxWait for the pending action ends; absent if none is pending.", "box");
        suspendedUntil = make.CreateGauge(
            "pbx_reconciler_suspended_until_timestamp_seconds",
            "When the suspension of the box ends automatically; absent if it is not suspended.", "box");
        rollbackFailed = make.CreateGauge(
            "pbx_reconciler_rollback_failed_since_timestamp_seconds",
            "Since when a change could neither be verified nor rolled back; absent when that has ended.", "box");
        actions = make.CreateCounter(
            "pbx_reconciler_actions_total", "Edits and activations by their result.", "box", "activation", "result");
        disruptedCalls = make.CreateHistogram(
            "pbx_reconciler_disruptive_action_channels", "Channels that were up when a restart began; those above 0 were cut.", ["box"],
            new HistogramConfiguration { Buckets = [0, 1, 2, 5, 10, 20, 50] });
        rounds = make.CreateCounter("pbx_reconciler_rounds_total", "Rounds by their verdict.", "box", "verdict");
        // A summary would keep sixty kilobytes for each box.
        checks = make.CreateHistogram(
            "pbx_reconciler_unchanged_check_duration_seconds",
            "Duration of checks that found no sign of a change, so that there was no round.", ["box"],
            new HistogramConfiguration { Buckets = [0.01, 0.025, 0.1, 1] });
        unnoticed = make.CreateCounter(
            "pbx_reconciler_unnoticed_drifts_total",
            "Drifts by kind that a full observation found where checks had seen no sign of a change.", "box", "kind");
        roundDuration = make.CreateHistogram(
            "pbx_reconciler_round_duration_seconds", "Duration of a round.", ["box"],
            new HistogramConfiguration { Buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] });
    }

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>What is known of the desired state.</summary>
    public StateMetrics State { get; }

    /// <summary>Until when a box is left as it is, on somebody's word.</summary>
    public void OnRoundBegun(RoundStart start) => Metric.Put(suspendedUntil, start.Suspension?.Until.ToUnixTimeSeconds(), start.Box);

    public void OnRoundEnded(RoundReport report)
    {
        var (outcome, now) = (report.Outcome, report.Ended);
        Begin(outcome.Box);
        Metric.Put(pendingSince, report.Pending?.Since.ToUnixTimeSeconds(), outcome.Box);
        Metric.Put(pendingDeadline, report.PendingDeadline?.ToUnixTimeSeconds(), outcome.Box);
        foreach (var said in Condition.Of(outcome))
        {
            foreach (var status in Enum.GetValues<ConditionStatus>())
            {
                condition.WithLabels(outcome.Box, said.Type.ToString(), WireName.Of(status)).Set(said.Status == status ? 1 : 0);
            }
        }

        lastRound.WithLabels(outcome.Box).Set(now.ToUnixTimeSeconds());
        rounds.WithLabels(outcome.Box, WireName.Of(outcome.Verdict)).Inc();
        roundDuration.WithLabels(outcome.Box).Observe(outcome.Duration.TotalSeconds);
        foreach (var drift in report.Unnoticed)
        {
            unnoticed.WithLabels(outcome.Box, WireName.Of(drift.Kind)).Inc();
        }

        if (outcome.Verdict == Verdict.Converged)
        {
            lastSuccess.WithLabels(outcome.Box).Set(now.ToUnixTimeSeconds());
        }

        Rollback(outcome, now);
        observation.Record(outcome);
        Steps(outcome);
    }

    /// <summary>A box that is unchanged is as it was seen last.</summary>
    public void OnUnchanged(RoundReport last, DateTimeOffset at, TimeSpan took)
    {
        lastRound.WithLabels(last.Outcome.Box).Set(at.ToUnixTimeSeconds());
        checks.WithLabels(last.Outcome.Box).Observe(took.TotalSeconds);
        if (last.Outcome.Verdict == Verdict.Converged)
        {
            lastSuccess.WithLabels(last.Outcome.Box).Set(at.ToUnixTimeSeconds());
        }
    }

    /// <summary>How often a box is looked at.</summary>
    public void Observes(Pace pace)
    {
        interval.Set(pace.Interval.TotalSeconds);
        resync.Set(pace.Resync.TotalSeconds);
    }

    /// <summary>Takes away everything that was ever said of a box.</summary>
    public void OnBoxRemoved(string box)
    {
        Metric.Forget(
            box, [condition, lastRound, lastSuccess, pendingSince, pendingDeadline, suspendedUntil, rollbackFailed, .. observation.All]);
        Metric.Forget(box, actions, rounds, unnoticed);
        Metric.Forget(box, roundDuration, checks, disruptedCalls);
    }

    // It lasts until the box is seen to be whole, in whichever state.
    private void Rollback(BoxOutcome outcome, DateTimeOffset now)
    {
        if (outcome.Verdict is Verdict.Converged or Verdict.RolledBack)
        {
            rollbackFailed.RemoveLabelled(outcome.Box);
        }
        else if (outcome.Verdict == Verdict.RollbackFailed && !rollbackFailed.GetAllLabelValues().Any(l => l[0] == outcome.Box))
        {
            rollbackFailed.WithLabels(outcome.Box).Set(now.ToUnixTimeSeconds());
        }
    }

    // A counter that appears with its first event has not increased, for Prometheus: so each is there from the first round on.
    private void Begin(string box)
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            rounds.WithLabels(box, WireName.Of(verdict));
        }

        foreach (var action in Actions)
        {
            foreach (var result in Enum.GetValues<StepResult>())
            {
                actions.WithLabels(box, action, WireName.Of(result));
            }
        }

        foreach (var kind in Enum.GetValues<DriftKind>())
        {
            unnoticed.WithLabels(box, WireName.Of(kind));
        }

        checks.WithLabels(box);
        disruptedCalls.WithLabels(box);
    }

    private void Steps(BoxOutcome outcome)
    {
        foreach (var step in outcome.Steps.Where(s => s is not Step.Transacted))
        {
            var activation = step is Step.Activated activated ? activated.Activation.WireName : Edit;
            actions.WithLabels(outcome.Box, activation, WireName.Of(step.Result)).Inc();
            if (step is Step.Activated { Result: StepResult.Done } restart && restart.Activation == KnownSubjects.Restart
                && (restart.Channels ?? outcome.CallsBefore) is { } calls)
            {
                disruptedCalls.WithLabels(outcome.Box).Observe(calls);
            }
        }
    }
}
