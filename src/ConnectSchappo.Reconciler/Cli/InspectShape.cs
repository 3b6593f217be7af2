using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Inspections;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What <c>inspect --output json</c> prints: version 1 of a shape that only grows.</summary>
internal sealed record InspectShape
{
    public int Version { get; init; } = 1;

    public required string Box { get; init; }

    /// <summary>The word that was typed.</summary>
    public required string What { get; init; }

    /// <summary>A row for each thing: its cells by the names of the columns; null where the box says nothing.</summary>
    public required EquatableArray<IReadOnlyDictionary<string, string?>> Rows { get; init; }

    public static InspectShape Of(string box, Inspection what, InspectionTable table)
    {
        var names = table.Columns.Select(NameOf).ToList();
        return new()
        {
            Box = box,
            What = what.Name,
            Rows = table.Rows.Select(IReadOnlyDictionary<string, string?> (row) => names.Zip(row)
                .ToDictionary(c => c.First, c => c.Second.Length > 0 ? c.Second : null, StringComparer.Ordinal)).ToEquatableArray(),
        };
    }

    /// <summary>A column's name as names are spelled in JSON: <c>roundTrip</c>.</summary>
    internal static string NameOf(string column) => string.Concat(column.ToLowerInvariant().Split(' ', '-')
        .Select((word, at) => at == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}
