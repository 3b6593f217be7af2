using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Drifts;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// What people, web interfaces and accidents do to a converged box, on a real one: <c>plan</c> sees it and names its layers; the
/// daemon heals it with the least activation and nothing more, or tells a person what to do; Asterisk is not restarted unless it
/// must; then plan is clean.
/// </summary>
[Trait("campaign", "drifts")]
public class DriftCampaignTests
{
    private static readonly TimeSpan HealTime = TimeSpan.FromSeconds(60);

    private static readonly bool Whole = Campaign.IsWhole("drifts");

    [Fact]
    public Task Every_drift_is_seen_and_healed_with_the_least_activation_or_told() =>
        Run(LabImage.Usual, "drifts", d => Campaign.IsWanted(d.Story, Whole, d.IsSample));

    /// <summary>A part of the sample on the newest version, so that every run has tried it.</summary>
    [Fact]
    public async Task What_heals_on_Asterisk_16_heals_on_22()
    {
        Assert.SkipWhen(Whole || LabImage.Usual == LabImage.Asterisk22, "the other test is of this version, or of all drifts");
        await Run(LabImage.Asterisk22, "drifts22", d => d is { IsSample: true, Person: null });
    }

    private static async Task Run(LabImage image, string name, Func<DriftCase, bool> isWanted)
    {
        await using var box = await DriftScene.Converged(image, name);

        var failures = new List<string>();
        foreach (var drift in KnownDrifts.All.Concat(OtherDrifts.All).Where(d => d.Series.Contains(box.Series) && isWanted(d)))
        {
            var begun = Stopwatch.StartNew();
            try
            {
                await (drift.Person is null ? Heal(box, drift) : Tell(box, drift));
                Report(
                    drift.Story,
                    drift.Person is null ? drift.Activations.Length == 0 ? "file alone" : drift.Activations : "told to a person",
                    begun);
                await DriftScene.Restore(box);
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or TimeoutException)
            {
                Report(drift.Story, "FAILED", begun);
                Campaign.Tell(
                    string.Join('\n', failure.Message.Split('\n').Where(l => !Regex.IsMatch(l, "^ *\"(before|after)\"")).Take(60)));
                failures.Add($"{drift.Story}\n{failure.Message}");
                await DriftScene.Restore(box);
                await box.TrySh(
                    "kill -CONT $(pidof asterisk) $(cat /run/fail2ban/fail2ban.pid); systemctl restart asterisk; "
                    + "asterisk -rx 'core waitfullybooted'; "
                    + "systemctl restart fail2ban; sleep 2; fail2ban-client unban --all");
            }
        }

        foreach (var (story, spoil) in OtherDrifts.Harmless.Where(h => Campaign.IsWanted(h.Story, Whole, isSample: false)))
        {
            var begun = Stopwatch.StartNew();
            await box.Sh(spoil);
            var plan = await box.Reconciler("plan");
            Report(story, plan.ExitCode == 0 ? "no drift" : "FAILED", begun);
            if (plan.ExitCode != 0)
            {
                failures.Add($"{story}\n{plan.All}");
            }

            await DriftScene.Restore(box);
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static async Task Heal(LabBox box, DriftCase drift)
    {
        await box.Sh(drift.Spoil);
        var born = await box.Born();
        await Seen(box, drift);

        await using var daemon = box.StartDaemon();
        await daemon.Says("in sync with revision", 0, HealTime);
        Assert.Equal(0, await daemon.Stop());

        Assert.True(drift.Activations == Activations(daemon), $"activations: {Activations(daemon)}\n{daemon.Log}");
        await box.Sh(drift.Check);
        Assert.Equal(drift.Restarts, born != await box.Born());
        await InSync(box);
    }

    private static async Task Tell(LabBox box, DriftCase drift)
    {
        await box.Sh(drift.Spoil);
        var born = drift.Exit == 4 ? null : await box.Born();
        await Seen(box, drift);

        await using var daemon = box.StartDaemon();
        var told = await daemon.Says("action required", 0, HealTime);
        Assert.Contains(drift.Person!, told, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.True(drift.Activations == Activations(daemon), $"activations: {Activations(daemon)}\n{daemon.Log}");
        Assert.DoesNotContain("in sync with revision", daemon.Log, StringComparison.Ordinal);
        if (born is not null)
        {
            Assert.Equal(born, await box.Born());
        }

        await box.Sh(drift.Mend!);
        await daemon.Says("in sync with revision", 0, HealTime);
        Assert.Equal(0, await daemon.Stop());
        await box.Sh(drift.Check);
        await InSync(box);
    }

    private static async Task Seen(LabBox box, DriftCase drift)
    {
        var plan = await box.Reconciler("plan", "--output", "json");
        Assert.True(plan.ExitCode == drift.Exit, plan.All);
        Assert.DoesNotContain("Schappo-250-lab", plan.All, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(plan.Output).RootElement.GetProperty("boxes")[0].TryGetProperty("plan", out var told), plan.All);
        var drifts = told.GetProperty("drifts").EnumerateArray()
            .Select(
                d => (Subject: $"{d.GetProperty("resource").GetString()} {d.GetProperty("field").GetString()}".Trim(), Layers: Layers(d)))
            .ToList();
        Assert.True(drifts.Exists(d => d.Subject.Contains(drift.Seen, StringComparison.Ordinal) && d.Layers == drift.Layers),
            $"wanted: {drift.Seen} in {drift.Layers}\n{string.Join('\n', drifts)}");
    }

    private static string Layers(JsonElement drift) =>
        string.Join(' ', new[] { "file", "memory", "client" }.Where(l => drift.TryGetProperty(l, out _)));

    private static string Activations(Daemon daemon) =>
        string.Join(' ', Regex.Matches(daemon.Log, @"Activated: matriz: (.+?): done").Select(m => m.Groups[1].Value));

    private static async Task InSync(LabBox box)
    {
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, plan.All);
    }

    private static void Report(string story, string outcome, Stopwatch time) => Campaign.Tell(
        string.Create(CultureInfo.InvariantCulture, $"{story,-96} {outcome,-18} {time.Elapsed.TotalSeconds:0.0} s"));
}
