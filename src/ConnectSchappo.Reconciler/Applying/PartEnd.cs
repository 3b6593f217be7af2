using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>A part that ends, and all that is known of its failures from then on.</summary>
internal sealed record PartEnd(Subject Subject, EquatableArray<QuarantineEntry> Quarantine)
{
    /// <summary>
    /// Whether our file as it is now is not what was confirmed: an object in it did not work and is about to be restored.
    /// </summary>
    public bool IsPartly { get; init; }
}
