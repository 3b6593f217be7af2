using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>What an inspection found: a row for each thing, and nothing cut.</summary>
/// <param name="Columns">What the cells of a row tell, each in lower-case words, such as <c>round trip</c>.</param>
/// <param name="Rows">As many cells as there are columns; an empty one where the box says nothing.</param>
public sealed record InspectionTable(EquatableArray<string> Columns, EquatableArray<EquatableArray<string>> Rows)
{
    /// <summary>The rows, without the passwords that URIs may have.</summary>
    public EquatableArray<EquatableArray<string>> Rows { get; } =
        Rows.Select(r => r.Select(c => UriPassword.Mask(c, Secret.Mask)).ToEquatableArray()).ToEquatableArray();

    /// <summary>Sorted by the first cells, then by the next: the same things in the same order each time.</summary>
    internal static InspectionTable Sorted(EquatableArray<string> columns, IEnumerable<EquatableArray<string>> rows) =>
        new(columns, rows.Order(Comparer<EquatableArray<string>>.Create(Compare)).ToEquatableArray());

    private static int Compare(EquatableArray<string> one, EquatableArray<string> other) =>
        one.Zip(other, StringComparer.Ordinal.Compare).FirstOrDefault(order => order != 0);
}
