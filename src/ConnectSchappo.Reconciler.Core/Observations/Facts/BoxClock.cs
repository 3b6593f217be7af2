namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>What a box says of dates is taken only where sums can be made with it.</summary>
internal static class BoxClock
{
    /// <summary>Whether a moment lies between 1900 and 9000: nothing overflows where days are added to it, or offsets.</summary>
    public static bool IsPlausible(DateTime moment) => moment.Year is > 1900 and < 9000;
}
