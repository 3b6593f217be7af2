using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// When to look at a box next: sooner while something waits for calls to end, and never at all boxes at once. Whether what failed is
/// tried again is no matter of looking: each part has pauses of its own, kept on the box.
/// </summary>
internal sealed class Pace(TimeSpan interval, Random random)
{
    private static readonly TimeSpan WhilePending = TimeSpan.FromSeconds(5);

    /// <summary>The pause before the next look.</summary>
    public TimeSpan Next(BoxOutcome outcome)
    {
        var pause = outcome.Steps.Any(s => s.Result == StepResult.Pending) && WhilePending < interval ? WhilePending : interval;
        return pause * (0.9 + (0.2 * random.NextDouble()));
    }
}
