using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Does what people ask the daemon for, and records who asked.</summary>
/// <param name="fleet">The boxes.</param>
/// <param name="board">What is known of them.</param>
/// <param name="history">What was done, and where it is recorded who asked.</param>
/// <param name="suspensions">What people want left alone.</param>
/// <param name="time">The clock.</param>
internal sealed class ControlHandler(Fleet fleet, StatusBoard board, History history, Suspensions suspensions, TimeProvider time)
{
    private const int UsualHistory = 50;

    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(31);

    /// <summary>Where the loops of boxes take their orders.</summary>
    public required BoxOrders Orders { get; init; }

    /// <summary>Gives the status of the daemon and of all its boxes.</summary>
    public required Func<FleetStatus> Status { get; init; }

    /// <summary>Asks the source of the desired state, lets every box be looked at, and says which revision is in force.</summary>
    public required Func<CancellationToken, Task<string>> Refresh { get; init; }

    /// <summary>Prints what differs on boxes, and tells the exit code of the command, as the request wants it.</summary>
    public required Func<ControlRequest, IReadOnlyList<BoxOutcome>, (string Text, int ExitCode)> Print { get; init; }

    public async Task<ControlReply> Answer(ControlRequest request, Caller caller, CancellationToken cancellation)
    {
        // Of one that has left the desired state the history is still there.
        var named = (request.Boxes ?? []).Concat(request.Box is { } box ? [box] : (string[])[]);
        if (named.FirstOrDefault(n => fleet.Of(n).Box is null && !(request.Command == ControlWord.History
            && history.Knows(n))) is { } unknown)
        {
            return ControlReply.Failed($"there is no box {unknown}. The boxes are {string.Join(", ", fleet.Names)}.");
        }

        var by = caller.NameFor(request.OnBehalfOf);
        return request.Command switch
        {
            ControlWord.Status => new ControlReply { Status = Only(request.Box, Status()) },
            ControlWord.History => new ControlReply { History = history.Read(request.Box, request.Last ?? UsualHistory) },
            ControlWord.Sync => await Sync(request, cancellation),
            ControlWord.Suspend => Suspend(request, by),
            ControlWord.Resume => Resume(request, by),
            ControlWord.Confirm => await Settle(request.Box, new PersonsWord(Confirms: true, by), cancellation),
            ControlWord.Rollback => await Settle(request.Box, new PersonsWord(Confirms: false, by), cancellation),
            ControlWord.Inspect => await Inspect(request, cancellation),
            ControlWord.Plan => await Plan(request, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Command, "a command without an answer"),
        };
    }

    private async Task<ControlReply> Settle(string? name, PersonsWord word, CancellationToken cancellation)
    {
        if (name is not { } box)
        {
            return ControlReply.Failed("give BOX.");
        }

        var order = new BoxOrder.Settle(word);
        Orders.Give(box, order);
        try
        {
            var outcome = await order.Done.Task.WaitAsync(LongestRound, time, cancellation);
            var said = outcome.Failure?.Message.In(Language.English) 
                ?? string.Join("; ", outcome.Steps.Select(s => s.Text.In(Language.English)));
            return outcome.Steps.Any(s => s.Result == StepResult.Failed) || outcome.Failure is not null
                ? ControlReply.Failed($"{box}: {said}")
                : new ControlReply { Text = $"{box}: {said}", Status = Only(box, Status()) };
        }
        catch (TimeoutException)
        {
            return ControlReply.Failed(
                $"{box}: the daemon is still busy there, and does this afterwards. To see the result: reconciler history {box}");
        }
    }

    private async Task<ControlReply> Inspect(ControlRequest request, CancellationToken cancellation)
    {
        if (request.Box is not { } box || request.What is not { } name || KnownInspections.Named(name) is not { } what)
        {
            return ControlReply.Failed($"give BOX, and one of {string.Join(", ", KnownInspections.All.Select(i => i.Name))}.");
        }

        var order = new BoxOrder.Inspect(what);
        Orders.Give(box, order);
        try
        {
            var found = await order.Done.Task.WaitAsync(LongestRound, time, cancellation);
            return found.TryGet(out var table)
                ? new ControlReply { Table = ControlTable.Of(table) }
                : ControlReply.Failed($"{box}: {found.Missing!.In(Language.English)}");
        }
        catch (TimeoutException)
        {
            return ControlReply.Failed(
                $"{box}: the daemon is still busy there. To ask the box itself: reconciler inspect {box} {name} --ssh-key PATH");
        }
    }

    // Every box is asked at once; each answers by its last look, as soon as it has seen that this still holds.
    private async Task<ControlReply> Plan(ControlRequest request, CancellationToken cancellation)
    {
        var asked = fleet.Names.Where(n => request.Boxes is null or [] || request.Boxes.Contains(n, StringComparer.Ordinal))
            .Select(n => (Box: n, Order: new BoxOrder.Plan())).ToList();
        if (asked.Count == 0)
        {
            return ControlReply.Failed("the desired state that the daemon has in force names no box. Add one to it.");
        }

        asked.ForEach(a => Orders.Give(a.Box, a.Order));
        try
        {
            var seen = await Task.WhenAll(asked.Select(a => a.Order.Done.Task)).WaitAsync(LongestRound, time, cancellation);
            if (asked.Zip(seen).FirstOrDefault(s => s.Second is null).First.Box is { } unseen)
            {
                return ControlReply.Failed($"{unseen}: the daemon could not look at it; its log has the details.");
            }

            var (text, code) = Print(request, [.. seen.Select(s => s!.Outcome)]);
            var now = time.GetUtcNow();
            var (observed, checkedAt) = (seen.Min(s => s!.Observed), seen.Min(s => s!.Checked));
            return new ControlReply
            {
                Text = text,
                ExitCode = code,
                Freshness = $"as the daemon sees it: observed {(now - observed).TotalSeconds:0} s ago, "
                    + $"checked for changes {(now - checkedAt).TotalSeconds:0} s ago",
            };
        }
        catch (TimeoutException)
        {
            var busy = asked.First(a => !a.Order.Done.Task.IsCompleted).Box;
            return ControlReply.Failed($"the daemon is still busy with {busy}. To look by yourself: reconciler plan {busy} --ssh-key PATH");
        }
    }

    private static FleetStatus Only(string? box, FleetStatus all) =>
        box is null ? all : all with { Boxes = [.. all.Boxes.Where(b => b.Box == box)] };

    private async Task<ControlReply> Sync(ControlRequest request, CancellationToken cancellation)
    {
        var asked = time.GetUtcNow();
        var words = await Refresh(cancellation);
        var inTime = request.Wait is not { } wait || await Done(request.Box, asked, wait, cancellation);
        return new ControlReply { Text = words, Status = Only(request.Box, Status()), TimedOut = !inTime };
    }

    // Done is a box that was observed since then, and where waiting alone brings nothing more.
    private async Task<bool> Done(string? box, DateTimeOffset since, TimeSpan wait, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var (boxes, changed) = board.Now;
            var asked = fleet.Names.Where(n => box is null || n == box);
            if (asked.All(n => boxes.Any(b => b.Box == n && b.RoundStarted >= since && !b.IsInProgress)))
            {
                return true;
            }

            var left = wait - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.WhenAny(changed, Task.Delay(left, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private ControlReply Suspend(ControlRequest request, string by)
    {
        var now = time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Until is not { } until)
        {
            return ControlReply.Failed("a suspension needs a reason and an end: --reason TEXT --until 2h");
        }

        if (until <= now || until - now > LongestSuspension)
        {
            return ControlReply.Failed(
                $"a suspension must end in the future and within {LongestSuspension.TotalDays} days, not at {until:u}.");
        }

        var reason = request.Reason.Trim().ReplaceLineEndings(" ");
        var suspension = new Suspension(request.Box ?? Suspension.Everywhere, reason, now, until, by);
        try
        {
            suspensions.Set(suspension);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ControlReply.Failed($"the suspension cannot be saved and is not in force: {failure.Message}");
        }

        history.Add(new HistoryEntry
        {
            Time = now,
            Box = suspension.Box,
            Event = HistoryEvent.Suspended,
            By = by,
            Why = [$"until {until:u}: {suspension.Reason}"],
        });
        fleet.Hurry();
        var text = $"{Name(request.Box)} suspended {suspension.Words.In(Language.English)}. A change in progress is finished first.";
        return new ControlReply { Text = text };
    }

    private ControlReply Resume(ControlRequest request, string by)
    {
        var box = request.Box ?? Suspension.Everywhere;
        try
        {
            if (!suspensions.End(box))
            {
                return ControlReply.Failed(request.Box is not null && suspensions.Of(box) is not null
                    ? $"{box} is suspended together with all boxes. To end that: reconciler resume --all"
                    : $"{(request.Box is null ? "no box" : box)} is{(request.Box is null ? "" : " not")} suspended.");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ControlReply.Failed(
                $"the end of the suspension cannot be saved, and the suspension is still in force: {failure.Message}");
        }

        history.Add(new HistoryEntry { Time = time.GetUtcNow(), Box = box, Event = HistoryEvent.Resumed, By = by });
        fleet.Hurry();
        return new ControlReply { Text = $"{Name(request.Box)} no longer suspended" };
    }

    private static string Name(string? box) => box is null ? "all boxes:" : $"{box}:";
}
