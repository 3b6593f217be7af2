using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Inspections;

namespace ConnectSchappo.Reconciler.Control;

/// <summary>A table of an inspection, as it goes over the socket.</summary>
/// <param name="Columns">What the cells of a row tell.</param>
/// <param name="Rows">As many cells as there are columns.</param>
internal sealed record ControlTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static ControlTable Of(InspectionTable table) => new([.. table.Columns], [.. table.Rows.Select(r => r.ToArray())]);

    /// <summary>The table; null where it is none: whatever listens on the socket may have sent it.</summary>
    public InspectionTable? Read() =>
        Columns is { Count: > 0 } && Columns.All(c => c is not null)
        && Rows?.All(r => r is not null && r.Count == Columns.Count && r.All(c => c is not null)) == true
            ? new(Columns.ToEquatableArray(), Rows.Select(r => r.ToEquatableArray()).ToEquatableArray())
            : null;
}
