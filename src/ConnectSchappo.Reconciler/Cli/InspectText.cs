using ConnectSchappo.Reconciler.Core.Inspections;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What an inspection found, for a person: columns as wide as they must be, and nothing cut.</summary>
internal static class InspectText
{
    private const string Nothing = "-";

    public static string Of(string box, Inspection what, InspectionTable table)
    {
        var text = new PlainLines();
        if (table.Rows.IsEmpty)
        {
            return text.Add($"{box} has no {what.Name}").ToString();
        }

        TextTable.Add(
            text,
            [.. table.Columns.Select(c => c.ToUpperInvariant())],
            [.. table.Rows.Select(IReadOnlyList<string> (row) => [.. row.Select(cell => cell.Length > 0 ? cell : Nothing)])]);
        return text.ToString();
    }
}
