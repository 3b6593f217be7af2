using System.Threading.Channels;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// Looks after one box until it leaves the desired state or the daemon stops. Each round decides from what the box is, and is reported
/// once.
/// </summary>
/// <param name="box">The box.</param>
/// <param name="fleet">The desired state in force.</param>
/// <param name="rounds">The rounds of the box; they end with the loop.</param>
/// <param name="observer">Who is told of them; the same that the rounds tell of what is under way.</param>
internal sealed class BoxLoop(string box, Fleet fleet, BoxRounds rounds, IRoundObserver observer)
{
    /// <summary>Longer than all deadlines of a round together: who is not heard of by then hangs.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(20);

    private readonly List<BoxOrder.Plan> curious = [];
    private PendingAction? pending;
    private RoundReport? last;
    private bool isHurried;

    /// <summary>The way to the box.</summary>
    public required ResilientConnector Connector { get; init; }

    /// <summary>Who knows which objects are contested.</summary>
    public required FlapDetector Flaps { get; init; }

    /// <summary>What people want left alone.</summary>
    public required Suspensions Suspensions { get; init; }

    /// <summary>What people ask.</summary>
    public required ChannelReader<BoxOrder> Orders { get; init; }

    /// <summary>Where the loop shows that it goes on.</summary>
    public required Heartbeats Heartbeats { get; init; }

    /// <summary>How often the box is looked at.</summary>
    public required Pace Pace { get; init; }

    public required Random Random { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>What waited when the daemon before this one ended; null for nothing.</summary>
    public required PendingAction? PendingBefore { init => pending = value; }

    public async Task Run(CancellationToken stopping)
    {
        await using var owned = rounds;
        while (!stopping.IsCancellationRequested)
        {
            Heartbeats.Beat(box, LongestRound);
            var (revision, desired, changed) = fleet.Of(box);
            if (desired is null)
            {
                observer.OnBoxRemoved(box);
                break;
            }

            NextRound next;
            try
            {
                next = await RoundWhereNeeded(revision, desired, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // Memory that ran out in one round is given back with it. An error of ours in one round must not end the care of this box,
                // nor of the others: it is told, and the next look decides.
                last = null;
                Tell(Time.GetUtcNow());
                observer.OnRoundCrashed(box, error);
                next = Next(outcome: null, Suspensions.Of(box), Time.GetUtcNow());
            }

            Heartbeats.Beat(box, next.Pause + LongestRound);
            await Pause(next.Pause, changed, stopping);
            isHurried = changed.IsCompleted;
            if (isHurried && !stopping.IsCancellationRequested)
            {
                await Connector.TryAtOnce(CancellationToken.None);
            }
        }

        Heartbeats.End(box);
    }

    // Whoever looks at something waits for no round but the one that is under way. Who asks meanwhile waits for the next: nobody can keep
    // the box from its care by asking.
    private async Task Look(DesiredBox desired, CancellationToken stopping)
    {
        for (var waiting = Orders.Count; waiting > 0; waiting--)
        {
            if (!Orders.TryPeek(out var order) || order is BoxOrder.Settle || !Orders.TryRead(out _))
            {
                return;
            }

            if (order is BoxOrder.Plan plan)
            {
                curious.Add(plan);
                continue;
            }

            var inspect = (BoxOrder.Inspect)order;

            try
            {
                inspect.Done.TrySetResult(await rounds.Inspect(desired, inspect.What, stopping));
            }
            catch (Exception)
            {
                inspect.Done.TrySetResult(Fact.Unknown<InspectionTable>($"the daemon could not look at it; its log has the details"));
                throw;
            }
        }
    }

    // A round is needed where something may have changed, where it is time to look for what no sign tells of, and where somebody asked.
    private async Task<NextRound> RoundWhereNeeded(string revision, DesiredBox desired, CancellationToken stopping)
    {
        await Look(desired, stopping);
        var begun = Time.GetTimestamp();
        var isUnchanged = last is not null && !isHurried && !Orders.TryPeek(out _) && last.Start.Suspension == Suspensions.Of(box)
            && await rounds.IsUnchanged(desired, revision, stopping);
        var now = Time.GetUtcNow();
        if (!isUnchanged || now >= last!.NextObservation)
        {
            var next = await Round(revision, desired, isUnchanged, stopping);
            Tell(last!.Start.At);
            return next;
        }

        Tell(now);
        observer.OnUnchanged(last, now, Time.GetElapsedTime(begun));
        return Next(last.Outcome, last.Start.Suspension, now);
    }

    // Whoever asked what differs is told by the last look, which holds until then.
    private void Tell(DateTimeOffset until)
    {
        var seen = last is { Outcome: var known } ? new PlanSeen(
            known with { Plan = known.Newest, Left = null, Steps = [] }, last.Start.At, until) : null;
        curious.ForEach(c => c.Done.TrySetResult(seen));
        curious.Clear();
    }

    private async Task<NextRound> Round(string revision, DesiredBox desired, bool isUnchanged, CancellationToken stopping)
    {
        var wasInSync = isUnchanged && last is { Outcome.Verdict: Verdict.Converged };
        var start = new RoundStart(box, desired.Address, revision, Suspensions.Of(box), Time.GetUtcNow());
        observer.OnRoundBegun(start);
        rounds.Contested = Flaps.Contested(revision);
        var order = Orders.TryPeek(out var given) && given is BoxOrder.Settle && Orders.TryRead(out _) ? (BoxOrder.Settle)given : null;
        var settled = order is null ? null : await Settle(order, revision, desired, stopping);
        var outcome = settled ?? (Next(outcome: null, start.Suspension, start.At).MayAct
            ? await rounds.Apply(desired, revision, _ => true, stopping)
            : await rounds.PlanOnly(desired, revision, stopping));
        outcome = outcome with { Suspended = start.Suspension?.Words };
        var ended = Time.GetUtcNow();
        pending = PendingAction.After(pending, outcome, desired.Policy.RestartMaxWait, ended);
        var report = new RoundReport
        {
            Start = start,
            Outcome = outcome,
            Ended = ended,
            Next = Next(outcome, start.Suspension, ended),
            Pending = pending,
            MaxWait = desired.Policy.RestartMaxWait,
            BackoffUntil = Connector.LeftAloneUntil,
            Asked = settled is null ? null : order!.Word,
            IsResync = wasInSync && rounds.SawNoSign,
        };
        observer.OnRoundEnded(report);
        last = report with { Outcome = outcome with { Seen = null } }; // which would keep all that was read of the box until the next round
        return report.Next;
    }

    private NextRound Next(BoxOutcome? outcome, Suspension? suspension, DateTimeOffset now) =>
        NextRound.Of(outcome, suspension, new Backoff(Connector.LeftAloneUntil, Random.NextDouble()), Pace, rounds.Signs, now);

    // Null where there was nothing to settle: whoever asked is told, and the round is one like any other.
    private async Task<BoxOutcome?> Settle(BoxOrder.Settle order, string revision, DesiredBox desired, CancellationToken stopping)
    {
        var outcome = order.Word.Confirms
            ? await rounds.Confirm(desired, revision, stopping)
            : await rounds.Rollback(desired, revision, stopping);
        order.Done.TrySetResult(outcome);
        var isRefused = outcome.Failure is not null || outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.Refused });
        return isRefused ? null : outcome;
    }

    private async Task Pause(TimeSpan pause, Task changed, CancellationToken stopping)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sleep = Task.Delay(pause, Time, woken.Token);
        await Task.WhenAny(sleep, changed, Orders.WaitToReadAsync(woken.Token).AsTask());
        await woken.CancelAsync();
    }
}
