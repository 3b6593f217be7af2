using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Drifts;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// docs/noticing.md on a real box. A daemon that observes in full once a day alone heals each drift that has a sign; one that observes in
/// full every second counts those as unnoticed that have none. The campaign tells the time from the edit to what it heals being right.
/// </summary>
[Trait("campaign", "noticing")]
public class NoticingCampaignTests
{
    private const string OnceADay = "86400";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly bool Whole = Campaign.IsWhole("noticing");

    // The sample: memory alone, a certificate, a web interface, and one without a sign.
    private static readonly string[] Sample = ["memory alone", "the certificate renewed on disk", "a jail more", "banned by hand"];

    [Fact]
    public async Task Every_drift_that_has_a_sign_is_healed_by_it_and_no_other_is_counted_as_unnoticed()
    {
        await using var box = await DriftScene.Converged(LabImage.Usual, "notice");
        var times = new List<double>();
        var failures = new List<string>();
        foreach (var drift in KnownDrifts.All.Concat(OtherDrifts.All)
            .Where(d => d.Person is null && d.Series.Contains(box.Series))
            .Where(d => Campaign.IsWanted(d.Story, Whole, Sample.Any(s => d.Story.Contains(s, StringComparison.Ordinal)))))
        {
            try
            {
                var (time, unnoticed) = await Heal(box, drift);
                Assert.Equal(drift.HasNoSign, unnoticed.Length > 0);
                Tell(drift, drift.HasNoSign ? "no sign" : drift.Restarts ? "healed by a restart" : "healed", time);
                if (!drift.HasNoSign && !drift.Restarts)
                {
                    times.Add(time);
                }
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or TimeoutException)
            {
                Tell(drift, "FAILED", 0);
                Campaign.Tell(string.Join('\n', failure.Message.Split('\n').Take(40)));
                failures.Add($"{drift.Story}\n{failure.Message}");
            }

            await DriftScene.Restore(box);
        }

        if (times.Count > 0)
        {
            times.Sort();
            Campaign.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"healed without a restart: {times.Count}, median {times[times.Count / 2]:0.00} s, slowest {times[^1]:0.00} s"));
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    // The seconds from the edit until what it spoilt is right, and the kinds that were counted as unnoticed.
    private static async Task<(double Seconds, string[] Unnoticed)> Heal(LabBox box, DriftCase drift)
    {
        var port = Ports.Free();
        await using var daemon = box.StartDaemon("--metrics-port", port, "--resync", drift.HasNoSign ? "1" : OnceADay);
        await daemon.Says("in sync with revision", 0, Patience);
        var begun = Stopwatch.StartNew();
        var isWatched = drift.HasNoSign
            ? "^pbx_reconciler_rounds_total.*converged.* [3-9]"
            : "^pbx_reconciler_unchanged_check_duration_seconds_count.* [1-9]";
        while (!(await Metrics(port)).Any(m => Regex.IsMatch(m, isWatched)))
        {
            Assert.True(begun.Elapsed < Patience, $"no check found the box unchanged\n{daemon.Log}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var (lines, born) = (daemon.LineCount, await box.Born());

        // Somebody who edits a file does not wait for a check: it comes at any moment between two.
        await Task.Delay(Random.Shared.Next(1000), TestContext.Current.CancellationToken);
        await box.Sh(Regex.Replace(drift.Spoil, "; sleep [0-9.]+$", ""));
        var time = Stopwatch.StartNew();
        var isSeen = (await box.TrySh(drift.Check)).ExitCode != 0;
        while (isSeen && (await box.TrySh(drift.Check)).ExitCode != 0 && time.Elapsed < Patience)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        // Where the check does not see what was spoilt, the daemon's own word counts, which comes later.
        var right = time.Elapsed;
        await daemon.Says("in sync with revision", lines, Patience);
        right = isSeen ? right : time.Elapsed;
        await box.Sh(drift.Check);
        Assert.Equal(drift.Restarts, born != await box.Born());
        await Task.Delay(500, TestContext.Current.CancellationToken); // the log comes before the metrics
        var unnoticed = (await Metrics(port))
            .Where(m => Regex.IsMatch(m, "^pbx_reconciler_unnoticed_drifts_total.* [1-9]")).ToArray();
        Assert.Equal(0, await daemon.Stop());
        return (right.TotalSeconds, unnoticed);
    }

    private static async Task<string[]> Metrics(string port)
    {
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), TestContext.Current.CancellationToken);
        return text.Split('\n');
    }

    private static void Tell(DriftCase drift, string outcome, double seconds) =>
        Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"{drift.Story,-96} {outcome,-20} {seconds:0.00} s"));
}
