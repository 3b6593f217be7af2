namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// The signs of life of the loops that must go on. Each says by when it will be heard of again; one that is not heard of by then
/// is stuck, whatever the rest of the process does. A clock that
/// is set changes nothing.
/// </summary>
internal sealed class Heartbeats(TimeProvider time)
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, (long Heard, TimeSpan Next)> heard = new(StringComparer.Ordinal);

    public void Beat(string loop, TimeSpan next)
    {
        lock (sync)
        {
            heard[loop] = (time.GetTimestamp(), next);
        }
    }

    /// <summary>The loop has ended, as it should.</summary>
    public void End(string loop)
    {
        lock (sync)
        {
            heard.Remove(loop);
        }
    }

    /// <summary>A loop that should have been heard of; null where there is none.</summary>
    public string? Late()
    {
        lock (sync)
        {
            return heard.Where(h => time.GetElapsedTime(h.Value.Heard) > h.Value.Next).Select(h => h.Key).FirstOrDefault();
        }
    }
}
