namespace ConnectSchappo.Reconciler.Applying;

internal enum StepResult
{
    Done,

    /// <summary>It waits for calls to end.</summary>
    Pending,

    /// <summary>It could not be done; nothing after it was tried.</summary>
    Failed,
}
