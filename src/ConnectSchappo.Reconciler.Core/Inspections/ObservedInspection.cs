using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>A thing that an observation of the box tells.</summary>
public abstract class ObservedInspection : Inspection
{
    private protected ObservedInspection(string name, string summary, params EquatableArray<string> columns)
        : base(name, summary, columns)
    {
    }

    /// <summary>Reads the observation.</summary>
    public Fact<InspectionTable> Read(Observation seen) => Table(Rows(seen));

    private protected abstract Fact<IEnumerable<EquatableArray<string>>> Rows(Observation seen);
}
