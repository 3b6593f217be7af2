using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What a person asks to be done about the change that waits on a box.</summary>
/// <param name="Event">Confirmed or rolled back.</param>
/// <param name="By">Who asks.</param>
internal sealed record BoxOrder(HistoryEvent Event, string By)
{
    /// <summary>Ends with what came of it.</summary>
    public TaskCompletionSource<BoxOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
