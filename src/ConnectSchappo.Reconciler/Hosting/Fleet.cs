using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>The desired state in force, for everybody who asks; replaced whole when a new revision is accepted.</summary>
internal sealed class Fleet
{
    private readonly Lock sync = new();
    private string revision = "";
    private IReadOnlyDictionary<string, DesiredBox> boxes = new Dictionary<string, DesiredBox>(StringComparer.Ordinal);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The box in the revision in force; null where it has left. The task ends when another revision comes.</summary>
    public (string Revision, DesiredBox? Box, Task Changed) Of(string name)
    {
        lock (sync)
        {
            return (revision, boxes.GetValueOrDefault(name), changed.Task);
        }
    }

    /// <summary>The names of all boxes, in order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (sync)
            {
                return [.. boxes.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    public string Revision
    {
        get
        {
            lock (sync)
            {
                return revision;
            }
        }
    }

    /// <summary>Lets every box be looked at now.</summary>
    public void Hurry()
    {
        TaskCompletionSource woken;
        lock (sync)
        {
            woken = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        woken.SetResult();
    }

    public void Accept(string accepted, IEnumerable<DesiredBox> newBoxes)
    {
        TaskCompletionSource woken;
        lock (sync)
        {
            revision = accepted;
            boxes = newBoxes.ToDictionary(b => b.Name, StringComparer.Ordinal);
            woken = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        woken.SetResult();
    }
}
