using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Rounds;
using Prometheus;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// The Prometheus metrics, in a registry of their own. Labels are a box's name and closed lists only; the series of a box go when
/// the box leaves the desired state, so that no alert is left of it.
/// </summary>
internal sealed class ReconcilerMetrics
{
    private static readonly string[] Layers = ["file", "memory"];

    private readonly Gauge condition;
    private readonly Gauge drifts;
    private readonly Gauge lastSuccess;
    private readonly Gauge pendingSince;
    private readonly Gauge suspendedUntil;
    private readonly Gauge channels;
    private readonly Gauge certificateExpiry;
    private readonly Gauge protectedBans;
    private readonly Counter actions;
    private readonly Counter rounds;
    private readonly Histogram roundDuration;
    private readonly Gauge stateInfo;
    private readonly Gauge stateAccepted;
    private readonly Gauge stateLastLoad;
    private readonly Gauge stateLastFetch;

    public ReconcilerMetrics()
    {
        var make = Metrics.WithCustomRegistry(Registry);
        condition = make.CreateGauge("pbx_reconciler_condition", "1 for the status that a condition of a box has now.", "box", "type", "status");
        drifts = make.CreateGauge("pbx_reconciler_drifts", "Drifts of a box by kind, and by the layer that is wrong.", "box", "kind", "layer");
        lastSuccess = make.CreateGauge("pbx_reconciler_last_success_timestamp_seconds", "When the box was last seen in sync.", "box");
        pendingSince = make.CreateGauge(
            "pbx_reconciler_action_pending_since_timestamp_seconds", "Since when an action waits for calls to end or for its window; absent where none does.", "box");
        suspendedUntil = make.CreateGauge(
            "pbx_reconciler_suspended_until_timestamp_seconds", "When the suspension of the box ends by itself; absent where there is none.", "box");
        channels = make.CreateGauge("pbx_reconciler_channels", "Channels that are up on the box.", "box");
        certificateExpiry = make.CreateGauge(
            "pbx_reconciler_certificate_expiry_timestamp_seconds", "When the certificate ends: on disk, and as served.", "box", "where");
        protectedBans = make.CreateGauge("pbx_reconciler_protected_bans", "Protected addresses that fail2ban bans.", "box");
        actions = make.CreateCounter("pbx_reconciler_actions_total", "Edits and activations by their result.", "box", "activation", "result");
        rounds = make.CreateCounter("pbx_reconciler_rounds_total", "Rounds by their verdict.", "box", "verdict");
        roundDuration = make.CreateHistogram("pbx_reconciler_round_duration_seconds", "Duration of a round.", ["box"], new HistogramConfiguration
        {
            Buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
        });
        stateInfo = make.CreateGauge("pbx_reconciler_desired_state_info", "1 for the revision in force.", "revision");
        stateAccepted = make.CreateGauge("pbx_reconciler_desired_state_accepted", "0 while the newest version of the desired state is refused.");
        stateLastLoad = make.CreateGauge("pbx_reconciler_desired_state_last_load_timestamp_seconds", "When the revision in force was loaded.");
        stateLastFetch = make.CreateGauge(
            "pbx_reconciler_desired_state_last_fetch_timestamp_seconds", "When the source of the desired state last told its newest revision; 0 for never.");
    }

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    public void StateAccepted(string revision, DateTimeOffset now)
    {
        foreach (var labels in stateInfo.GetAllLabelValues().ToList())
        {
            stateInfo.RemoveLabelled(labels);
        }

        stateInfo.WithLabels(revision).Set(1);
        stateAccepted.Set(1);
        stateLastLoad.Set(now.ToUnixTimeSeconds());
    }

    public void StateRefused() => stateAccepted.Set(0);

    /// <summary>The newest version is the one in force again.</summary>
    public void StateUnrefused() => stateAccepted.Set(1);

    /// <summary>When the source last answered, with whatever it has: what is known of it is as old as that.</summary>
    public void StateFetched(DateTimeOffset? answer) => stateLastFetch.Set(answer?.ToUnixTimeSeconds() ?? 0);

    public void Told(BoxOutcome outcome, DateTimeOffset? pending, DateTimeOffset now)
    {
        if (pending is { } since)
        {
            pendingSince.WithLabels(outcome.Box).Set(since.ToUnixTimeSeconds());
        }
        else
        {
            pendingSince.RemoveLabelled(outcome.Box);
        }

        foreach (var said in Condition.Of(outcome))
        {
            foreach (var status in Enum.GetValues<ConditionStatus>())
            {
                condition.WithLabels(outcome.Box, said.Type.ToString(), status.ToString()).Set(said.Status == status ? 1 : 0);
            }
        }

        rounds.WithLabels(outcome.Box, outcome.Verdict.ToString()).Inc();
        roundDuration.WithLabels(outcome.Box).Observe(outcome.Duration.TotalSeconds);
        if (outcome.Verdict == Verdict.Converged)
        {
            lastSuccess.WithLabels(outcome.Box).Set(now.ToUnixTimeSeconds());
        }

        Drifts(outcome);
        Seen(outcome);
        Steps(outcome);
    }

    public void Suspended(string box, DateTimeOffset? until)
    {
        if (until is { } end)
        {
            suspendedUntil.WithLabels(box).Set(end.ToUnixTimeSeconds());
        }
        else
        {
            suspendedUntil.RemoveLabelled(box);
        }
    }

    /// <summary>Takes away everything that was ever said of a box.</summary>
    public void Forget(string box)
    {
        Forget(box, condition, drifts, lastSuccess, pendingSince, suspendedUntil, channels, certificateExpiry, protectedBans);
        Forget(box, actions, rounds);
        Forget(box, roundDuration);
    }

    private static void Forget<TChild>(string box, params Collector<TChild>[] collectors)
        where TChild : ChildBase
    {
        foreach (var collector in collectors)
        {
            foreach (var labels in collector.GetAllLabelValues().Where(l => l[0] == box).ToList())
            {
                collector.RemoveLabelled(labels);
            }
        }
    }

    private void Drifts(BoxOutcome outcome)
    {
        if (outcome.Newest is not { } plan)
        {
            return;
        }

        foreach (var kind in Enum.GetValues<DriftKind>())
        {
            var ofKind = plan.Report.Drifts.Where(d => d.Kind == kind).ToList();
            drifts.WithLabels(outcome.Box, kind.ToString(), Layers[0]).Set(ofKind.Count(d => d.InFile));
            drifts.WithLabels(outcome.Box, kind.ToString(), Layers[1]).Set(ofKind.Count(d => d.InMemory));
        }

        protectedBans.WithLabels(outcome.Box).Set(plan.Report.Drifts.Count(d => d.Kind == DriftKind.Ban));
    }

    private void Seen(BoxOutcome outcome)
    {
        if (outcome.Seen is not { } seen)
        {
            return;
        }

        if (seen.Memory.Channels.TryGet(out var up))
        {
            channels.WithLabels(outcome.Box).Set(up);
        }

        Expiry(outcome.Box, "disk", seen.CertificateOnDisk);
        Expiry(outcome.Box, "served", seen.Client.Served);
    }

    private void Expiry(string box, string where, Fact<Certificate> certificate)
    {
        if (certificate.TryGet(out var known))
        {
            certificateExpiry.WithLabels(box, where).Set(known.NotAfter.ToUnixTimeSeconds());
        }
        else
        {
            certificateExpiry.RemoveLabelled(box, where);
        }
    }

    private void Steps(BoxOutcome outcome)
    {
        foreach (var step in outcome.Steps.Where(s => s is not Step.Transacted))
        {
            var activation = step is Step.Activated activated ? activated.Activation.ToString() : "Edit";
            actions.WithLabels(outcome.Box, activation, step.Result.ToString()).Inc();
        }
    }
}
