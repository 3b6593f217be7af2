namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>How many boxes, for a person.</summary>
internal static class BoxCount
{
    public static string Words(int count) => count == 1 ? "1 box" : $"{count} boxes";
}
