using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Places;

/// <summary>docs/places.md: which kinds of boxes were tried, and with what result. README.md has how many there are of each.</summary>
internal static class PlacesPage
{
    private const string Works = "works", Named = "named", Failed = "**failed**", NotTried = "**not tried yet**";

    private static readonly string[] Layouts = [.. KnownPlaces.All.Select(p => p.Layout).Distinct()];

    /// <summary>Where it is in the repository.</summary>
    public static string Path => System.IO.Path.Combine(Repository.Root, "docs", "places.md");

    /// <summary>How it is where each row was tried and was as expected.</summary>
    public static string Expected => Render(Row);

    /// <summary>The table of README.md where each row was tried and was as expected.</summary>
    public static string ExpectedSummary => Summary(Row);

    private static string ReadmePath => System.IO.Path.Combine(Repository.Root, "README.md");

    /// <summary>Writes what was tried now into it, and into README.md; other rows keep what their last try has written.</summary>
    /// <param name="tried">Each row that was tried, and what failed there, or null.</param>
    public static async Task Write(IReadOnlyDictionary<Place, string?> tried)
    {
        var before = File.Exists(Path) ? await File.ReadAllTextAsync(Path) : "";
        string Result(Place place) =>
            tried.TryGetValue(place, out var failure) && failure is null ? Row(place)
            : tried.ContainsKey(place) ? $"| {place.Name} | {Failed} | |"
            : RowOf(place, before) ?? $"| {place.Name} | {NotTried} | |";
        await File.WriteAllTextAsync(Path, Render(Result));
        var (head, _, tail) = await Readme();
        await File.WriteAllTextAsync(ReadmePath, head + Summary(Result) + tail);
    }

    /// <summary>README.md in three: before its table of boxes, the table, and after it.</summary>
    /// <exception cref="InvalidOperationException">A mark is missing there.</exception>
    public static async Task<(string Head, string Table, string Tail)> Readme()
    {
        const string Begin = "<!-- written by tests/run places -->\n", End = "<!-- until here -->\n";
        var text = await File.ReadAllTextAsync(ReadmePath);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? (text[..(begin + Begin.Length)], text[(begin + Begin.Length)..end], text[end..])
            : throw new InvalidOperationException($"README.md has no table between {Begin} and {End}");
    }

    private static string Render(Func<Place, string> row)
    {
        var page = new StringBuilder("""
            # Kinds of boxes

            `tests/run places` boots a box of each kind, tries the sample `desired-state.yaml` there, and writes this page from the
            results. "Works" means all of these:

            1. `plan` reports the drift and changes no file of Asterisk or fail2ban.
            2. `apply --yes` converges (exit code 0), and `plan` is then in sync.
            3. A softphone registers over the WebSocket from another host.
            4. Somebody removes the include line of the reconciler and reloads PJSIP. The next `apply` repairs it.
            5. Asterisk restarts. `plan` is still in sync, and the softphone registers again.

            "Named" means: `apply` prints the cause and the remedy, in the words of the third column. It applies everything else, except
            where the table says "nothing is applied". A person follows the remedy, and then everything of the list holds.


            """);
        foreach (var group in KnownPlaces.All.GroupBy(Heading))
        {
            page.Append(CultureInfo.InvariantCulture, $"{group.Key}\n\n| kind of box | result | words of `apply` |\n| --- | --- | --- |\n");
            foreach (var place in group)
            {
                page.Append(CultureInfo.InvariantCulture, $"{row(place)}\n");
            }

            page.Append('\n');
        }

        page.Append("## Untried\n\n");
        foreach (var untried in KnownPlaces.Untried)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {untried}\n");
        }

        return page.ToString();
    }

    private static string Summary(Func<Place, string> row)
    {
        var table = new StringBuilder($"| Asterisk | {string.Join(" | ", Layouts.Select(l => $"laid out as {l} does it"))} |\n")
            .Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(Layouts.Select(_ => " --- |"))}\n");
        foreach (var version in AsteriskCatalogue.Series)
        {
            var places = KnownPlaces.All.Where(p => p.Asterisk == version).ToList();
            var cells = Layouts.Select(layout => Counts([.. places.Where(p => p.Layout == layout).Select(row)]));
            var known = places.Count > 0 ? "" : ": options and known troubles from its sources";
            table.Append(CultureInfo.InvariantCulture, $"| {version}{known} | {string.Join(" | ", cells)} |\n");
        }

        return table.ToString();
    }

    private static string Counts(IReadOnlyList<string> rows)
    {
        var counts = new[] { Works, Named, Failed, NotTried }
            .Select(result => (result, count: rows.Count(r => r.Split(" | ")[1].StartsWith(result, StringComparison.Ordinal)))).ToList();
        return counts.Sum(c => c.count) != rows.Count
            ? throw new InvalidOperationException($"A result is none of these: {string.Join(", ", counts.Select(c => c.result))}")
            : rows.Count == 0 ? "no box tried"
            : string.Join(", ", counts.Where(c => c.count > 0)
                .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.result}: {c.count}")));
    }

    private static string Heading(Place place) => string.Create(
        CultureInfo.InvariantCulture, $"## Asterisk {place.Asterisk}, files laid out as {place.Layout} does it");

    private static string Row(Place place) => place switch
    {
        { Obstacle: { IsRestApplied: true } obstacle } => $"| {place.Name} | {Named} | {obstacle.Says} |",
        { Obstacle: { } obstacle } => $"| {place.Name} | {Named}; nothing is applied | {obstacle.Says} |",
        _ => $"| {place.Name} | {Works} | |",
    };

    private static string? RowOf(Place place, string page) => page.Split('\n')
        .SkipWhile(line => line != Heading(place)).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .FirstOrDefault(line => line.StartsWith($"| {place.Name} |", StringComparison.Ordinal));
}
