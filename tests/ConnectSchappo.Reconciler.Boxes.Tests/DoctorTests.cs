using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes.Tests.Doctor;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// The command doctor on real boxes: of each fault it names the cause first, and of a healthy box none. The normal run takes a sample,
/// <c>tests/run doctor</c> all.
/// </summary>
[Trait("campaign", "doctor")]
public class DoctorTests
{
    private static readonly bool Whole = Campaign.IsWhole("doctor");

    [Fact]
    public async Task The_doctor_names_the_cause_of_each_fault_first_and_none_on_a_healthy_box()
    {
        await using var box = await LabBox.Up("doctor");
        await box.Exits(0, "apply", "--yes");
        var failed = new List<string>();
        await Healthy(box, failed);
        foreach (var fault in KnownDoctorCases.All.Where(
            c => c.Series.Contains(box.Series) && Campaign.IsWanted(c.Story, Whole, c.IsSample)))
        {
            var begun = Stopwatch.StartNew();
            var failure = await Try(box, fault);
            Campaign.Tell(string.Create(
                CultureInfo.InvariantCulture,
                    $"{fault.Story,-86} {(failure is null ? "named" : $"FAILED\n{failure}\n")} {begun.Elapsed.TotalSeconds:0.0} s"));
            if (failure is not null)
            {
                failed.Add($"{fault.Story}\n{failure}");
            }
        }

        await box.Exits(0, "apply", "--yes");
        await Healthy(box, failed);
        if (Whole && failed.Count == 0)
        {
            await File.WriteAllTextAsync(DoctorPage.Path, DoctorPage.With(await File.ReadAllTextAsync(DoctorPage.Path)));
        }

        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
    }

    [Fact]
    public async Task The_page_has_every_cause_and_what_it_was_tried_on()
    {
        var page = await File.ReadAllTextAsync(DoctorPage.Path, TestContext.Current.CancellationToken);
        Assert.Equal(DoctorPage.With(page), page);
    }

    private static async Task Healthy(LabBox box, List<string> failed)
    {
        const string folders = "find /tmp /var/tmp /root -newermt '2 minutes ago' -name 'tmp.*'";
        var before = await box.Files();
        var run = await box.Reconciler("doctor", "matriz", "250");
        Assert.Equal(before, await box.Files());
        Assert.Equal("", await box.Sh(folders));
        if (run.ExitCode != 0 || !run.Output.Contains("Nothing is broken on the side of the box.", StringComparison.Ordinal))
        {
            failed.Add($"a healthy box\n{run.All}");
        }
    }

    private static async Task<string?> Try(LabBox box, DoctorCase fault)
    {
        try
        {
            box.WriteState(fault.State);
            await box.Sh($"{fault.Break}\ntrue");
            await using (fault.Meanwhile is null ? null : await fault.Meanwhile(box))
            {
                await Named(box, fault);
            }

            return null;
        }
        catch (Exception failure) when (failure is Xunit.Sdk.XunitException or TimeoutException or IOException)
        {
            return failure.Message;
        }
        finally
        {
            await box.Sh($"{fault.Repair}\ntrue");
            box.WriteState(state => state);
        }
    }

    private static async Task Named(LabBox box, DoctorCase fault)
    {
        string[] from = fault.From is { } address ? ["--from", address] : [];
        var run = await box.Reconciler("doctor", ["matriz", fault.Extension, .. from, "--output", "json"]);
        Assert.DoesNotContain("doctor-252", run.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Schappo-250-lab", run.All, StringComparison.Ordinal);
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
        var answer = JsonDocument.Parse(run.Output).RootElement;
        var told = string.Join('\n', answer.GetProperty("links").EnumerateArray().SelectMany(l =>
            l.GetProperty("findings").EnumerateArray())
            .Select(f => string.Join(" | ", f.EnumerateObject().Select(p => p.Value.ToString()))));
        Assert.True(run.ExitCode == (fault.IsRemark ? 0 : 4), $"exit code {run.ExitCode}\n{told}");
        var found = fault.IsRemark
            ? answer.GetProperty("links").EnumerateArray().SelectMany(l => l.GetProperty("findings").EnumerateArray())
                .FirstOrDefault(f => IsOf(f, fault))
            : answer.GetProperty("first");
        Assert.True(found.ValueKind == JsonValueKind.Object, told);
        Assert.True(IsOf(found, fault), told);
    }

    private static bool IsOf(JsonElement finding, DoctorCase fault) =>
        (fault.Link, fault.Cause) == (finding.GetProperty("link").GetString(), finding.GetProperty("cause").GetString())
        && finding.GetProperty("what").GetString()!.Contains(fault.Says, StringComparison.Ordinal);
}
