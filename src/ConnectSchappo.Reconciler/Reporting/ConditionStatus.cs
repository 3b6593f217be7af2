namespace ConnectSchappo.Reconciler.Reporting;

internal enum ConditionStatus
{
    Unknown,
    True,
    False,
}
