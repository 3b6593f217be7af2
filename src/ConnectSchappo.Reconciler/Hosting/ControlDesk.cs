using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Does what people ask the daemon for, and records who asked.</summary>
internal sealed class ControlDesk(
    Fleet fleet, BoxLoopParts parts, Func<FleetStatus> status, Func<CancellationToken, Task<string>> sync)
{
    private const int UsualHistory = 50;

    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(31);

    public async Task<ControlReply> Answer(ControlRequest request, Caller caller, CancellationToken cancellation)
    {
        // Of one that has left the desired state the history is still there.
        if (request.Box is { } box && fleet.Of(box).Box is null
            && !(request.Command == ControlWord.History && parts.History.Read(box, int.MaxValue).Any(e => e.Box == box)))
        {
            return ControlReply.Failed($"there is no box {box}. Its boxes: {string.Join(", ", fleet.Names)}.");
        }

        return request.Command switch
        {
            ControlWord.Status => new ControlReply { Status = Only(request.Box, status()) },
            ControlWord.History => new ControlReply { History = parts.History.Read(request.Box, request.Last ?? UsualHistory) },
            ControlWord.Sync => await Sync(request, cancellation),
            ControlWord.Suspend => Suspend(request, caller.Told(request.OnBehalfOf)),
            ControlWord.Resume => Resume(request, caller.Told(request.OnBehalfOf)),
            _ => await Settle(request, caller.Told(request.OnBehalfOf), cancellation),
        };
    }

    private async Task<ControlReply> Settle(ControlRequest request, string by, CancellationToken cancellation)
    {
        if (request.Box is not { } box)
        {
            return ControlReply.Failed("name the box.");
        }

        var order = new BoxOrder(request.Command == ControlWord.Confirm ? HistoryEvent.Confirmed : HistoryEvent.RolledBack, by);
        parts.Orders.Give(box, order);
        try
        {
            var outcome = await order.Done.Task.WaitAsync(LongestRound, parts.Time, cancellation);
            var said = outcome.Failure?.Message ?? string.Join("; ", outcome.Steps.Select(s => s.Text));
            return outcome.Steps.Any(s => s.Result == StepResult.Failed) || outcome.Failure is not null
                ? ControlReply.Failed($"{box}: {said}")
                : new ControlReply { Text = $"{box}: {said}", Status = Only(box, status()) };
        }
        catch (TimeoutException)
        {
            return ControlReply.Failed($"{box}: what the daemon is doing there takes long; it will come to this by itself. See reconciler history {box}.");
        }
    }

    private static FleetStatus Only(string? box, FleetStatus all) =>
        box is null ? all : all with { Boxes = [.. all.Boxes.Where(b => b.Box == box)] };

    private async Task<ControlReply> Sync(ControlRequest request, CancellationToken cancellation)
    {
        var asked = parts.Time.GetUtcNow();
        var words = await sync(cancellation);
        var inTime = request.Wait is not { } wait || await Done(request.Box, asked, wait, cancellation);
        return new ControlReply { Text = words, Status = Only(request.Box, status()), RanOut = !inTime };
    }

    // Done is a box that was looked at since then, and where waiting alone brings nothing more.
    private async Task<bool> Done(string? box, DateTimeOffset since, TimeSpan wait, CancellationToken cancellation)
    {
        var begun = parts.Time.GetTimestamp();
        while (true)
        {
            var (boxes, changed) = parts.Board.Now;
            if (fleet.Names.Where(n => box is null || n == box).All(n => boxes.Any(b => b.Box == n && b.RoundBegan >= since && !b.IsUnderWay)))
            {
                return true;
            }

            var left = wait - parts.Time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.WhenAny(changed, Task.Delay(left, parts.Time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private ControlReply Suspend(ControlRequest request, string by)
    {
        var now = parts.Time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Until is not { } until)
        {
            return ControlReply.Failed("a suspension has a reason and an end: --reason TEXT --until 2h.");
        }

        if (until <= now || until - now > LongestSuspension)
        {
            return ControlReply.Failed($"a suspension ends within {LongestSuspension.TotalDays} days, and not in the past: {until:u} does not.");
        }

        var suspension = new Suspension(request.Box ?? Suspension.Everywhere, request.Reason.Trim().ReplaceLineEndings(" "), now, until, by);
        try
        {
            parts.Suspensions.Set(suspension);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ControlReply.Failed($"the suspension cannot be kept, and does not hold: {failure.Message}");
        }

        parts.History.Add(new HistoryEntry { Time = now, Box = suspension.Box, Event = HistoryEvent.Suspended, By = by, Why = [$"until {until:u}: {suspension.Reason}"] });
        fleet.Hurry();
        return new ControlReply { Text = $"{Name(request.Box)} suspended {suspension.Words}. A change that is under way is finished first." };
    }

    private ControlReply Resume(ControlRequest request, string by)
    {
        var box = request.Box ?? Suspension.Everywhere;
        try
        {
            if (!parts.Suspensions.End(box))
            {
                return ControlReply.Failed(request.Box is not null && parts.Suspensions.Of(box) is not null
                    ? $"{box} is suspended with all boxes: reconciler resume --all."
                    : $"{(request.Box is null ? "no box" : box)} is{(request.Box is null ? "" : " not")} suspended.");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ControlReply.Failed($"the end of the suspension cannot be kept, and it still holds: {failure.Message}");
        }

        parts.History.Add(new HistoryEntry { Time = parts.Time.GetUtcNow(), Box = box, Event = HistoryEvent.Resumed, By = by });
        fleet.Hurry();
        return new ControlReply { Text = $"{Name(request.Box)} no longer suspended" };
    }

    private static string Name(string? box) => box is null ? "all boxes:" : $"{box}:";
}
