using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Places;

/// <summary>docs/places.md: which kinds of boxes were tried, and with what result.</summary>
internal static class PlacesPage
{
    /// <summary>Where it is in the repository.</summary>
    public static string Path => System.IO.Path.Combine(Repository.Root, "docs", "places.md");

    /// <summary>How it is where each row was tried and was as expected.</summary>
    public static string Expected => Render(Row);

    /// <summary>Writes what was tried now into it; other rows keep what their last try has written.</summary>
    /// <param name="tried">Each row that was tried, and what failed there, or null.</param>
    public static async Task Write(IReadOnlyDictionary<Place, string?> tried)
    {
        var before = File.Exists(Path) ? await File.ReadAllTextAsync(Path) : "";
        await File.WriteAllTextAsync(Path, Render(place =>
            tried.TryGetValue(place, out var failure) && failure is null ? Row(place)
            : tried.ContainsKey(place) ? $"| {place.Name} | **failed** | |"
            : RowOf(place, before) ?? $"| {place.Name} | **not tried yet** | |"));
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

    private static string Heading(Place place) => string.Create(
        CultureInfo.InvariantCulture, $"## Asterisk {place.Asterisk}, files laid out as {place.Layout} does it");

    private static string Row(Place place) => place switch
    {
        { Obstacle: { IsRestApplied: true } obstacle } => $"| {place.Name} | named | {obstacle.Says} |",
        { Obstacle: { } obstacle } => $"| {place.Name} | named; nothing is applied | {obstacle.Says} |",
        _ => $"| {place.Name} | works | |",
    };

    private static string? RowOf(Place place, string page) => page.Split('\n')
        .SkipWhile(line => line != Heading(place)).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .FirstOrDefault(line => line.StartsWith($"| {place.Name} |", StringComparison.Ordinal));
}
