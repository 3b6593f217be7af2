using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What a person asks to be done about the change that waits on a box.</summary>
/// <param name="Word">What, and who asks.</param>
internal sealed record BoxOrder(PersonsWord Word)
{
    /// <summary>Ends with what came of it.</summary>
    public TaskCompletionSource<BoxOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
