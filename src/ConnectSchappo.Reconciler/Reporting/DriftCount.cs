using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>How much of a box differs, for a person.</summary>
internal static class DriftCount
{
    public static Message Words(Plan plan) => Words(plan.Report.Drifts.Count);

    public static Message Words(int drifts) => drifts == 1 ? (Message)$"1 drift" : $"{drifts} drifts";
}
