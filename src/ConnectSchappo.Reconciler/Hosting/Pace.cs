using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// When to look at a box next, and whether to act there now. What was done and did not show its effect is tried again more and
/// more seldom, so that a box that cannot be healed is not reloaded for ever; a new revision or a success begins anew.
/// </summary>
internal sealed class Pace(TimeSpan interval, Random random, TimeProvider time)
{
    private static readonly TimeSpan WhilePending = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private string? revision;
    private int unproved;
    private DateTimeOffset holdUntil;

    /// <summary>Whether changes may be made now.</summary>
    public bool MayAct(string wanted) => wanted != revision || time.GetUtcNow() >= holdUntil;

    public void Told(BoxOutcome outcome)
    {
        var failed = outcome.WasApplied && outcome.Verdict == Verdict.Failed;
        if (outcome.Revision != revision || outcome.Verdict == Verdict.Converged)
        {
            (revision, unproved, holdUntil) = (outcome.Revision, 0, default);
        }

        if (failed)
        {
            unproved++;
            var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, interval.Ticks << Math.Min(unproved, 10)));
            holdUntil = time.GetUtcNow() + pause;
        }
    }

    /// <summary>When what failed is tried again: at the next look, or when this box may be changed again.</summary>
    public DateTimeOffset NextTry(TimeSpan pause)
    {
        var look = time.GetUtcNow() + pause;
        return look > holdUntil ? look : holdUntil;
    }

    /// <summary>The pause before the next look: sooner while something waits for calls to end, and never all boxes at once.</summary>
    public TimeSpan Next(BoxOutcome outcome)
    {
        var pause = outcome.Steps.Any(s => s.Result == StepResult.Pending) && WhilePending < interval ? WhilePending : interval;
        return pause * (0.9 + (0.2 * random.NextDouble()));
    }
}
