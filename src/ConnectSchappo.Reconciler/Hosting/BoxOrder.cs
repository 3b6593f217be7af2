using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What a person asks of the loop of a box, which does one thing at a time.</summary>
internal abstract record BoxOrder
{
    private BoxOrder()
    {
    }

    /// <summary>Something is to be done about the change that waits there.</summary>
    /// <param name="Word">What, and who asks.</param>
    internal sealed record Settle(PersonsWord Word) : BoxOrder
    {
        /// <summary>Ends with what came of it.</summary>
        public TaskCompletionSource<BoxOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Somebody wants to know what differs there.</summary>
    internal sealed record Plan : BoxOrder
    {
        /// <summary>Ends with the last observation that still holds; null where there is none.</summary>
        public TaskCompletionSource<PlanSeen?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Something is to be looked at there.</summary>
    /// <param name="What">What.</param>
    internal sealed record Inspect(Inspection What) : BoxOrder
    {
        /// <summary>Ends with its table.</summary>
        public TaskCompletionSource<Fact<InspectionTable>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
