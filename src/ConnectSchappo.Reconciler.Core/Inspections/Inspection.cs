using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>
/// One thing that a person can look at on a box, whatever the desired state says of it: what it is called, and how it becomes a table.
/// It only reads. A new one is a file beside this, and a line in <see cref="KnownInspections"/>.
/// </summary>
public abstract class Inspection
{
    private protected Inspection(string name, string summary, params EquatableArray<string> columns) =>
        (Name, Summary, Columns) = (name, summary, columns);

    /// <summary>The word that people type for it.</summary>
    public string Name { get; }

    /// <summary>What it shows, as the rest of "Show ...".</summary>
    public string Summary { get; }

    /// <summary>What the cells of a row tell.</summary>
    public EquatableArray<string> Columns { get; }

    /// <summary>Its table; unknown for the reason that something has no answer.</summary>
    private protected Fact<InspectionTable> Table(Fact<IEnumerable<EquatableArray<string>>> rows) =>
        rows.Select(known => InspectionTable.Sorted(Columns, known));
}
