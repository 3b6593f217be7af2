namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Memory of the runtime's own heap.</summary>
internal static class ManagedMemory
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes are left behind before it is worth a collection, which stops all threads for some milliseconds.</summary>
    private const long Much = 32 * 1024 * 1024;

    /// <summary>
    /// Gives back from time to time what observations left behind. The runtime lets it lie until as much is allocated again, and checks of
    /// boxes that do not change allocate next to nothing: a thousand boxes would hold what their first observations needed for days.
    /// </summary>
    /// <returns>What goes on with it until it is disposed.</returns>
    public static ITimer GiveBack(TimeProvider time)
    {
        var before = 0L;
        return time.CreateTimer(
            _ =>
            {
                if (GC.GetTotalAllocatedBytes() - before >= Much)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    before = GC.GetTotalAllocatedBytes();
                }
            },
            null,
            Interval,
            Interval);
    }
}
