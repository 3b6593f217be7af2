namespace ConnectSchappo.Reconciler.Core.Desired.Reports;

/// <summary>A severity as every format spells it.</summary>
internal static class SeverityWord
{
    public static string Of(Severity severity) => severity is Severity.Error ? "error" : "warning";
}
