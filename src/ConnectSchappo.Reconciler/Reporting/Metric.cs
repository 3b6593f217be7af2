using Prometheus;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>Series that come and go.</summary>
internal static class Metric
{
    /// <summary>Sets a series; takes it away where there is no value.</summary>
    public static void Put(Gauge gauge, double? value, params string[] labels)
    {
        if (value is { } known)
        {
            gauge.WithLabels(labels).Set(known);
        }
        else
        {
            gauge.RemoveLabelled(labels);
        }
    }

    /// <summary>Takes away the series of a box, which is the first label.</summary>
    public static void Forget<TChild>(string box, params Collector<TChild>[] collectors)
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
}
