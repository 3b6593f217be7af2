using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Looks after one box until it leaves the desired state or the daemon stops. Each round decides from what the box is.</summary>
internal sealed class BoxLoop(string box, Fleet fleet, BoxLoopParts parts)
{
    /// <summary>Longer than all deadlines of a round together: who is not heard of by then hangs.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly PatientLines lines = new(parts.Lines, parts.Time);
    private readonly BoxReporter reporter = new(box, parts.Logger, parts.Time, parts.Remembrance.Of(box).Pending);
    private readonly Pace pace = new(parts.Interval, parts.Random);
    private readonly Contest contest = new(parts.Time, parts.Remembrance.Of(box).Contest);
    private readonly SuspensionWatch suspension = new(box, parts);
    private readonly OthersWatch others = new(box, parts, parts.Remembrance.Of(box).LastTransaction);

    public async Task Run(CancellationToken stopping)
    {
        await using var rounds = new BoxRounds(lines, parts.Secrets, parts.Time) { Watcher = reporter };
        while (!stopping.IsCancellationRequested)
        {
            parts.Beats.Beat(box, LongestRound);
            var (revision, desired, changed) = fleet.Of(box);
            if (desired is null)
            {
                parts.Metrics.Forget(box);
                parts.Board.Forget(box);
                parts.Remembrance.Forget(box);
                break;
            }

            var pause = parts.Interval;
            try
            {
                pause = await Round(rounds, revision, desired, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // Memory that ran out in one round is given back with it. An error of ours in one round must not end the care of this box, nor of the others: it is told, and the next look decides.
                reporter.Crashed(error);
            }

            parts.Beats.Beat(box, pause + LongestRound);
            await Pause(pause, changed, stopping);
            if (changed.IsCompleted && !stopping.IsCancellationRequested)
            {
                await lines.TryAtOnce(CancellationToken.None);
            }
        }

        parts.Beats.End(box);
    }

    private async Task<TimeSpan> Round(BoxRounds rounds, string revision, DesiredBox desired, CancellationToken stopping)
    {
        var began = parts.Time.GetUtcNow();
        parts.Board.Began(box, desired.Address, revision);
        rounds.Contested = contest.Now(revision);
        var suspended = suspension.Look();
        var order = parts.Orders.Of(box).TryRead(out var given) ? given : null;
        var settled = order is null ? null : await Settle(order, rounds, revision, desired, stopping);
        var outcome = settled
            ?? (suspended is null ? await rounds.Apply(desired, revision, _ => true, stopping) : await rounds.PlanOnly(desired, revision, stopping));
        outcome = outcome with { Suspended = suspended?.Words };
        var now = parts.Time.GetUtcNow();
        others.Told(outcome, now);
        parts.History.Told(outcome, now, settled is null ? null : order!.Event, settled is null ? null : order!.By);
        contest.Told(outcome);
        var pause = Until(suspended, pace.Next(outcome), now);
        reporter.Told(outcome, desired.Policy.RestartMaxWait, now + pause);
        parts.Remembrance.Keep(box, new BoxMemory { Contest = contest.Memory, Pending = reporter.Pending, LastTransaction = others.Seen });
        parts.Metrics.Told(outcome, reporter.Pending?.Since, desired.Policy.RestartMaxWait, now);
        parts.Board.Told(outcome, new BoxStatus
        {
            Box = box,
            Address = desired.Address,
            PendingSince = reporter.Pending?.Since,
            PendingUntil = reporter.Pending?.Since + desired.Policy.RestartMaxWait,
            LeftAloneUntil = lines.LeftAloneUntil,
            Suspended = suspended,
            LastLook = now,
            NextLook = now + pause,
            RoundBegan = began,
        });
        return pause;
    }

    // Null where there was nothing to settle: whoever asked is told, and the round is one like any other.
    private static async Task<BoxOutcome?> Settle(BoxOrder order, BoxRounds rounds, string revision, DesiredBox desired, CancellationToken stopping)
    {
        var outcome = order.Event == HistoryEvent.Confirmed
            ? await rounds.Confirm(desired, revision, stopping)
            : await rounds.Rollback(desired, revision, stopping);
        order.Done.TrySetResult(outcome);
        return outcome.Failure is not null || outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.Refused }) ? null : outcome;
    }

    // What a suspension held back is put right when it ends, and not a look later.
    private static TimeSpan Until(Suspension? suspended, TimeSpan pause, DateTimeOffset now) =>
        suspended is null || suspended.Until - now > pause ? pause
        : suspended.Until - now is var left && left > ShortestPause ? left : ShortestPause;

    private async Task Pause(TimeSpan pause, Task changed, CancellationToken stopping)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sleep = Task.Delay(pause, parts.Time, woken.Token);
        await Task.WhenAny(sleep, changed, parts.Orders.Of(box).WaitToReadAsync(woken.Token).AsTask());
        await woken.CancelAsync();
    }
}
