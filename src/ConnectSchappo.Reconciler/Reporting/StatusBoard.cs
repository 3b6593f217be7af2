using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What is known of every box, for whoever asks.</summary>
internal sealed class StatusBoard
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, BoxStatus> boxes = new(StringComparer.Ordinal);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All boxes by name, and a task that ends when something changes.</summary>
    public (IReadOnlyList<BoxStatus> Boxes, Task Changed) Now
    {
        get
        {
            lock (sync)
            {
                return ([.. boxes.Values.OrderBy(b => b.Box, StringComparer.Ordinal)], changed.Task);
            }
        }
    }

    /// <summary>What a round found.</summary>
    /// <param name="outcome">The round.</param>
    /// <param name="known">What the round does not tell: address, times, suspension, connection.</param>
    public void Told(BoxOutcome outcome, BoxStatus known) => Change(outcome.Box, before => known with
    {
        Wanted = outcome.Revision,
        Applied = outcome.Verdict == Verdict.Converged ? outcome.Revision : before?.Applied,
        LastInSync = outcome.Verdict == Verdict.Converged ? known.LastLook : before?.LastInSync,
        Verdict = outcome.Verdict,
        Conditions = [.. Condition.Of(outcome).Select(c => Since(c, before, known.LastLook!.Value))],
        Drifts = outcome.Failure is null && outcome.Newest is { } plan ? [.. plan.Report.Drifts.Select(Line)] : null,
        Parts = outcome.Failure is null && outcome.Newest is { } of ? PartStatus.Of(outcome, of) : [],
        ForPeople = outcome.Newest is { } newest ? [.. newest.Blocked, .. newest.Quarantined.Select(q => q.Text), .. newest.ForPeople] : [],
        Pending = outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending)?.Text,
        Calls = outcome.Failure is null && outcome.Seen?.Memory.Channels.TryGet(out var channels) == true ? channels : null,
        Failure = outcome.Failure?.Message,
        IsUnderWay = outcome.Steps.Any(s => s.Result == StepResult.Pending),
    });

    /// <summary>A round has begun.</summary>
    public void Began(string box, string address, string revision) =>
        Change(box, before => (before ?? new BoxStatus { Box = box }) with { Address = address, Wanted = revision, NextLook = null });

    /// <summary>The box has left the desired state.</summary>
    public void Forget(string box)
    {
        lock (sync)
        {
            boxes.Remove(box);
        }

        Tell();
    }

    private void Change(string box, Func<BoxStatus?, BoxStatus> change)
    {
        lock (sync)
        {
            boxes[box] = change(boxes.GetValueOrDefault(box));
        }

        Tell();
    }

    private void Tell()
    {
        TaskCompletionSource told;
        lock (sync)
        {
            told = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.SetResult();
    }

    private static ConditionState Since(Condition now, BoxStatus? before, DateTimeOffset time)
    {
        var last = before?.Conditions.FirstOrDefault(c => c.Type == now.Type);
        return new(now.Type, now.Status, now.Reason, last?.Status == now.Status ? last.Since : time);
    }

    private static string Line(Drift drift) =>
        $"{drift.Name}: wanted {drift.Desired}"
        + (drift.File is { } file ? $"; file {file}" : "") + (drift.Memory is { } memory ? $"; memory {memory}" : "")
        + (drift.Client is { } client ? $"; client: {client}" : "") + $". {drift.Consequence}";
}
