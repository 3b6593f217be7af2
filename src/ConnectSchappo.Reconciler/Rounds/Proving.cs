
namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Looks again and again until the box shows what is to be proved, or the time for it is up.</summary>
internal sealed class Proving(Func<Task<Sight>> look, TimeProvider time)
{
    /// <summary>How long what was done may take to show itself: chan_sip reloads in the background, listeners come after the boot.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    /// <returns>The last look, whether it proves it or not.</returns>
    public async Task<Sight> Until(Func<Sight, bool> isSo)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var sight = await look();
            if (isSo(sight) || time.GetElapsedTime(begun) >= Allowed)
            {
                return sight;
            }

            await Task.Delay(BetweenLooks, time, CancellationToken.None);
        }
    }
}
