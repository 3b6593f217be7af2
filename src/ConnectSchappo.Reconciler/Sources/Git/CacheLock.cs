namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>One process at a time in a cache. The system takes the lock back from a process that dies.</summary>
internal static class CacheLock
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <exception cref="SourceFailure">Somebody else has it all the time that is allowed.</exception>
    public static async Task<IDisposable> Take(string folder, TimeSpan allowed, TimeProvider time, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException failure) when (time.GetElapsedTime(begun) >= allowed)
            {
                throw new SourceFailure(
                    SourceFailureKind.Unavailable,
                    $"The cache {folder} is locked by another reconciler, or cannot be locked: {failure.Message}",
                    failure);
            }
            catch (IOException)
            {
                // In use: the same look again is all that can be done, until the time is up.
                await Task.Delay(BetweenTries, time, cancellation);
            }
        }
    }
}
