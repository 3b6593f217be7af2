using Prometheus;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What is known of the desired state and its source.</summary>
internal sealed class StateMetrics
{
    private readonly Gauge info;
    private readonly Gauge accepted;
    private readonly Gauge lastLoad;
    private readonly Gauge lastFetch;

    public StateMetrics(MetricFactory make)
    {
        info = make.CreateGauge("pbx_reconciler_desired_state_info", "1 for the revision in force.", "revision");
        accepted = make.CreateGauge("pbx_reconciler_desired_state_accepted", "0 while the newest version of the desired state is refused.");
        lastLoad = make.CreateGauge("pbx_reconciler_desired_state_last_load_timestamp_seconds", "When the revision in force was loaded.");
        lastFetch = make.CreateGauge(
            "pbx_reconciler_desired_state_last_fetch_timestamp_seconds",
            "When the source of the desired state last answered; 0 for never.");
    }

    public void Accepted(string revision, DateTimeOffset now)
    {
        foreach (var labels in info.GetAllLabelValues().ToList())
        {
            info.RemoveLabelled(labels);
        }

        info.WithLabels(revision).Set(1);
        accepted.Set(1);
        lastLoad.Set(now.ToUnixTimeSeconds());
    }

    public void Refused() => accepted.Set(0);

    /// <summary>The newest version is the one in force again.</summary>
    public void Unrefused() => accepted.Set(1);

    /// <summary>When the source last answered, with whatever it has: what is known of it is as old as that.</summary>
    public void Fetched(DateTimeOffset? answer) => lastFetch.Set(answer?.ToUnixTimeSeconds() ?? 0);
}
