using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Boxes.Tests.Places;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// Boxes that are not like the lab's own: other versions, layouts, ways in, accounts and installations. On each of them the program
/// does the same, or names what a person must do first. The campaign writes docs/places.md and the table of README.md from what it saw.
/// </summary>
[Trait("campaign", "places")]
public class PlaceCampaignTests
{
    private const int Boxes = 3; // at a time

    private static readonly bool Whole = Campaign.IsWhole("places");

    [Fact]
    public async Task On_every_kind_of_box_the_program_converges_and_heals_or_names_what_a_person_must_do()
    {
        var places = KnownPlaces.All.Where(p => Campaign.IsWanted(p.Name, Whole, p.IsSample))
            .Select((place, at) => (place, at)).ToList();
        var tried = new ConcurrentDictionary<Place, string?>();
        await Parallel.ForEachAsync(
            places,
            new ParallelOptions { MaxDegreeOfParallelism = Boxes, CancellationToken = TestContext.Current.CancellationToken },
            async (row, _) =>
            {
                var begun = Stopwatch.StartNew();
                var failure = await Try(row.place, $"place{row.at}");
                tried[row.place] = failure;
                Report(row.place.Name, failure is null ? "as expected" : $"FAILED\n{failure}\n", begun);
            });

        if (Whole)
        {
            await PlacesPage.Write(tried);
        }

        var failed = tried.Where(t => t.Value is not null).Select(t => $"{t.Key.Name}\n{t.Value}").ToList();
        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
    }

    [Fact]
    public async Task The_page_has_the_rows_of_the_table_and_each_was_as_expected() =>
        Assert.Equal(PlacesPage.Expected, await File.ReadAllTextAsync(PlacesPage.Path, TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_table_of_the_readme_counts_the_rows_of_the_page() =>
        Assert.Equal(PlacesPage.ExpectedSummary, (await PlacesPage.Readme()).Table);

    private static async Task<string?> Try(Place place, string name)
    {
        try
        {
            await using var box = await LabBox.Up(place.Image, name, place.Boot);
            await place.Before(box);
            await box.Sh($"set -e\n{place.Prepare}\ntrue");
            box.WriteState(place.State);
            await place.Outside(box);
            if (place.Obstacle is { } obstacle)
            {
                await Named(box, place, obstacle);
            }

            await Expected(box, place);
            return null;
        }
        catch (Exception failure) when (failure is Xunit.Sdk.XunitException or TimeoutException)
        {
            return failure.Message;
        }
    }

    // What holds everywhere.
    private static async Task Expected(LabBox box, Place place)
    {
        if (place.Obstacle is null)
        {
            await Looks(box, 2);
        }

        Assert.DoesNotContain("pending", await box.Exits(0, "apply", "--yes"), StringComparison.Ordinal);
        await box.Exits(0, "plan");
        await Registers(box, place);

        var file = (await box.Sh("grep -l '^#include reconciler_pjsip' /etc/asterisk/*.conf")).Trim();
        await box.Sh($"sed -i /reconciler_pjsip/d {file}; asterisk -rx 'module reload res_pjsip.so'; sleep 1");
        await box.Exits(0, "apply", "--yes");
        await box.Sh($"grep '^#include reconciler_pjsip' {file}");
        await Registers(box, place);

        await box.Sh($"{place.Restart}; {PlaceSteps.Booted}");
        await box.Exits(0, "plan");
        await Registers(box, place);
        await place.Check(box);
    }

    private static async Task Named(LabBox box, Place place, Obstacle obstacle)
    {
        await Looks(box, null);
        var apply = await box.Exits(obstacle.Exit, "apply", "--yes");
        Assert.Contains(obstacle.Says, apply, StringComparison.Ordinal);
        if (obstacle.Registers)
        {
            await Registers(box, place);
        }

        if (obstacle.Meanwhile is { } meanwhile)
        {
            await box.Sh(meanwhile);
        }

        await box.Sh($"set -e\n{obstacle.Cure}\ntrue");
    }

    private static async Task Looks(LabBox box, int? exit)
    {
        var before = await box.Files();
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == (exit ?? plan.ExitCode) && plan.ExitCode is not (0 or 1 or 3), plan.All);
        Assert.DoesNotContain("Schappo-250-lab", plan.All, StringComparison.Ordinal);
        Assert.Equal(before, await box.Files());
    }

    private static async Task Registers(LabBox box, Place place) =>
        Assert.Equal(200, await box.Register("250", "Schappo-250-lab", place.Path, place.Port));

    private static void Report(string name, string outcome, Stopwatch time) => Campaign.Tell(
        string.Create(CultureInfo.InvariantCulture, $"{name,-96} {outcome,-12} {time.Elapsed.TotalSeconds:0.0} s"));
}
