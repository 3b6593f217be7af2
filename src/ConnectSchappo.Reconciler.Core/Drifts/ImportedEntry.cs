using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A thing that the desired state says.</summary>
/// <param name="Keys">Where: the keys from the top of the file down.</param>
/// <param name="Value">What.</param>
public sealed record ImportedEntry(EquatableArray<string> Keys, ImportedValue Value)
{
    /// <summary>Where the box has it; null where that is in no one place.</summary>
    public ConfPlace? From { get; init; }
}
