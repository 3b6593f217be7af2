using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What is known of every box, for commands.</summary>
internal sealed class StatusBoard : IRoundObserver
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

    /// <summary>A box is about to be observed.</summary>
    public void Expect(string box, string address, string revision) =>
        Change(box, before => (before ?? new BoxStatus { Box = box }) with
        {
            Address = address,
            DesiredRevision = revision,
            NextObservation = null,
        });

    public void OnRoundBegun(RoundStart start) => Expect(start.Box, start.Address, start.Revision);

    public void OnRoundEnded(RoundReport report) => Change(report.Outcome.Box, before => BoxStatus.After(report, before));

    // Nobody waits for that.
    public void OnUnchanged(RoundReport last, DateTimeOffset at, TimeSpan took)
    {
        lock (sync)
        {
            if (boxes.TryGetValue(last.Outcome.Box, out var status))
            {
                boxes[last.Outcome.Box] = status with
                {
                    LastObservation = at,
                    LastInSync = last.Outcome.Verdict == Verdict.Converged ? at : status.LastInSync,
                };
            }
        }
    }

    public void OnBoxRemoved(string box)
    {
        lock (sync)
        {
            boxes.Remove(box);
        }

        Wake();
    }

    private void Change(string box, Func<BoxStatus?, BoxStatus> change)
    {
        lock (sync)
        {
            boxes[box] = change(boxes.GetValueOrDefault(box));
        }

        Wake();
    }

    private void Wake()
    {
        TaskCompletionSource woken;
        lock (sync)
        {
            woken = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        woken.SetResult();
    }
}
