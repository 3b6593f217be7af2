using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Benchmarks.Compare;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>What a measurement of many boxes prints, and the part of docs/performance.md and the picture that it writes.</summary>
internal static class FleetPage
{
    private const string Begin = "<!-- written by the benchmark fleet -->";
    private const string End = "<!-- end -->";

    public static async Task Write(IReadOnlyList<FleetRow> rows, double connection, double load, string? page)
    {
        var circumstances = $"{await CompareReport.Circumstances()}; load average {Number(load, 1)} at the start.";
        var alone = $"A connection of SSH.NET alone, with two commands that have printed 32 KB each: {Number(connection, 0)} KB.";
        var text = $"{circumstances}\n\n{Table(rows)}\n{alone}\n";
        Console.WriteLine(text);
        foreach (var row in rows)
        {
            Console.WriteLine(JsonSerializer.Serialize(row, JsonSerializerOptions.Web));
        }

        if (page is null)
        {
            return;
        }

        var old = await File.ReadAllTextAsync(page);
        var (from, to) = (old.IndexOf(Begin, StringComparison.Ordinal), old.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{page} has no lines {Begin} and {End}");
        }

        await File.WriteAllTextAsync(page, $"{old[..(from + Begin.Length)]}\n{text}{old[to..]}");
        await File.WriteAllTextAsync(Path.ChangeExtension(page, ".svg"), Picture([.. rows.Where(r => r.Bad == 0)]));
    }

    private static string Table(IReadOnlyList<FleetRow> rows)
    {
        var table = new StringBuilder("| boxes | first round | its CPU | memory | a box more | threads | sockets | CPU, nothing changes | ")
            .Append("after an outage | its CPU | slowest metrics | slowest refusal |\n")
            .Append(string.Concat(Enumerable.Repeat("| --- ", 12))).Append("|\n");
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var more = i == 0 || row.Bad > 0 ? ""
                : $"{Number((row.Memory - rows[i - 1].Memory) * 1000 / (row.Boxes - rows[i - 1].Boxes), 0)} KB";
            table.Append(CultureInfo.InvariantCulture,
                $"| {row.Boxes}{(row.Bad == 0 ? "" : $" and {row.Bad} bad")} | {Number(row.FirstRound, 1)} s | "
                + $"{Number(row.FirstRoundCpu, 1)} s | {Number(row.Memory, 0)} MB | {more} | {row.Threads} | {row.Sockets} | "
                + $"{Number(row.Cpu * 100, 1)} % of a core, {Number(row.Checks, 1)} checks/s | "
                + $"{Number(row.Return, 0)} s | {Number(row.ReturnCpu, 1)} s | {Number(row.SlowestAnswer, 1)} s | "
                + $"{Number(row.SlowestRefusal, 1)} s |\n");
        }

        return table.ToString();
    }

    // Four curves by the number of boxes, each from zero to its greatest value.
    private static string Picture(IReadOnlyList<FleetRow> rows)
    {
        (string Title, string Unit, Func<FleetRow, double> Value)[] curves =
        [
            ("Memory", "MB", r => r.Memory), ("Threads", "", r => r.Threads),
            ("CPU while nothing changes", "% of a core", r => r.Cpu * 100), ("CPU of the first round", "s", r => r.FirstRoundCpu),
        ];
        const int Width = 360, Height = 220, Left = 50, Top = 40, Across = 280, Up = 140;
        var svg = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {2 * Width} {2 * Height}\" ")
            .Append("font-family=\"sans-serif\" font-size=\"12\">\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{2 * Width}\" height=\"{2 * Height}\" fill=\"white\"/>\n");
        for (var i = 0; i < curves.Length; i++)
        {
            var (title, unit, value) = curves[i];
            var (most, widest) = (rows.Max(value), rows.Max(r => r.Boxes));
            double X(FleetRow row) => (i % 2 * Width) + Left + (Across * row.Boxes / (double)widest);
            double Y(double of) => (i / 2 * Height) + Top + (Up * (1 - (of / most)));
            var (x0, y0) = ((i % 2 * Width) + Left, Y(0));
            var points = string.Join(' ', rows.Select(r => $"{Number(X(r), 1)},{Number(Y(value(r)), 1)}"));
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{x0}" y="{Y(most) - 14:0}" font-weight="bold">{title}</text>
                <path d="M{x0} {Y(most):0}V{y0:0}H{x0 + Across}" fill="none" stroke="#888"/>
                <polyline points="{points}" fill="none" stroke="#06c" stroke-width="2"/>
                <text x="{x0 + 4}" y="{Y(most) + 4:0}">{Number(most, 0)} {unit}</text>
                <text x="{x0 + Across}" y="{y0 + 16:0}" text-anchor="end">{widest} boxes</text>

                """);
            foreach (var row in rows)
            {
                svg.Append(CultureInfo.InvariantCulture,
                    $"<circle cx=\"{Number(X(row), 1)}\" cy=\"{Number(Y(value(row)), 1)}\" r=\"3\" fill=\"#06c\"/>\n");
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
