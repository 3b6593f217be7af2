using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Looks after one box until it leaves the desired state or the daemon stops. Each round decides from what the box is.</summary>
internal sealed class BoxLoop(string box, Fleet fleet, BoxLoopParts parts)
{
    public async Task Run(CancellationToken stopping)
    {
        var reporter = new BoxReporter(box, parts.Logger, parts.Time);
        var pace = new Pace(parts.Interval, parts.Random, parts.Time);
        var contest = new Contest(parts.Time);
        await using var rounds = new BoxRounds(parts.Lines, parts.Secrets, parts.Time);
        while (!stopping.IsCancellationRequested)
        {
            var (revision, desired, changed) = fleet.Of(box);
            if (desired is null)
            {
                parts.Metrics.Forget(box);
                return;
            }

            var pause = parts.Interval;
            try
            {
                rounds.Contested = contest.Now(revision);
                var outcome = await rounds.Apply(desired, revision, _ => pace.MayAct(revision), stopping);
                pace.Told(outcome);
                contest.Told(outcome);
                pause = pace.Next(outcome);
                reporter.Told(outcome, desired.Policy.RestartMaxWait, pace.NextTry(pause));
                parts.Metrics.Told(outcome, reporter.PendingSince, parts.Time.GetUtcNow());
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // An error of ours in one round must not end the care of this box, nor of the others: it is told, and the next look decides.
                reporter.Crashed(error);
            }

            await Pause(pause, changed, stopping);
        }
    }

    private async Task Pause(TimeSpan pause, Task changed, CancellationToken stopping)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sleep = Task.Delay(pause, parts.Time, woken.Token);
        await Task.WhenAny(sleep, changed);
        await woken.CancelAsync();
    }
}
