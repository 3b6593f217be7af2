using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Soak;

/// <summary>
/// The daemon for half an hour, looking every second: one at a box where nothing happens, and one at two boxes where something goes wrong
/// every few seconds. Its memory stays as it is after its first ten minutes, and what went wrong is right in the end.
/// </summary>
[Trait("campaign", "soak")]
public class SoakTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    /// <summary>
    /// As many, one after the other, that none of them goes wrong so often that it is taken for somebody who puts it back.
    /// </summary>
    private const int Extensions = 150;

    /// <summary>In MB a minute.</summary>
    private const double MostGrowth = 0.1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(15);

    // Shorter for who looks for a cause: minutes.
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("RECONCILER_SOAK"), CultureInfo.InvariantCulture, out var minutes)
            ? minutes
            : 30);

    private static readonly TimeSpan WarmUp = Length / 3;

    private static readonly string[] Drifts =
    [
        "sed -i '/^\\[{0}\\]/,/^$/d' {1}; asterisk -rx 'module reload res_pjsip.so'",
        "sed -i '/^\\[{0}\\]/,/^$/s/^context=.*/context=wrong/' {1}; asterisk -rx 'module reload res_pjsip.so'",
        "sed -i '/^\\[{0}\\]/,/^$/s/^callerid=.*/callerid=\"x\" <{0}>/' {1}",
    ];

    [Fact]
    public async Task Memory_stays_as_it_is_whether_something_happens_or_not()
    {
        Assert.SkipUnless(Campaign.IsWhole("soak"), "half an hour: tests/run soak");
        await using var quiet = await Box("soak-quiet");
        await using var busy = await Box("soak-busy");
        await using var other = await Box("soak-other");
        await busy.AlsoOf(other, "filial");
        await using var ofQuiet = quiet.StartDaemon();
        await using var ofBusy = busy.StartDaemon();
        await ofQuiet.Says("in sync with revision", 0, Patience);
        await ofBusy.Says("matriz: in sync with revision", 0, Patience);
        await ofBusy.Says("filial: in sync with revision", 0, Patience);

        MemoryRecord[] records = [new("quiet", ofQuiet.ProcessId, WarmUp), new("busy", ofBusy.ProcessId, WarmUp)];
        using var end = new CancellationTokenSource(Length);
        Task<int>[] drifting = [Drift(busy, 42, end.Token), Drift(other, 43, end.Token)];
        while (!end.IsCancellationRequested)
        {
            Array.ForEach(records, r => r.Take(Campaign.Tell));
            await Task.WhenAny(Task.Delay(BetweenSamples, end.Token));
        }

        var growth = records.Select(r => r.Growth()).ToList();
        var drifts = (await Task.WhenAll(drifting)).Sum();
        Campaign.Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"  {drifts} drifts. After minute {WarmUp.TotalMinutes}: quiet {growth[0]:+0.000;-0.000} MB a minute, "
            + $"busy {growth[1]:+0.000;-0.000} MB a minute; the most is {MostGrowth:0.0}"));
        Assert.All(growth, g => Assert.InRange(g, double.NegativeInfinity, MostGrowth));
        await InSync(busy); // both
        await InSync(quiet);
    }

    // In the end nothing differs: told by another look than the daemon's.
    private static async Task InSync(LabBox box)
    {
        var began = Stopwatch.GetTimestamp();
        var plan = await box.Reconciler("plan");
        while (plan.ExitCode != 0 && Stopwatch.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(1000);
            plan = await box.Reconciler("plan");
        }

        Assert.True(plan.ExitCode == 0, plan.All);
    }

    private static async Task<LabBox> Box(string name)
    {
        var box = await LabBox.Up(name);
        box.WriteState(s => s.Replace(
            "\nextensions:",
            "\nextensions:\n" + string.Concat(
                Enumerable.Range(300, Extensions).Select(
                    e => $"  \"{e}\": {{profile: webrtc, name: Soak {e}, password: {{secret: softphone-251}}}}\n")) + "# ",
            StringComparison.Ordinal));
        return box;
    }

    private static async Task<int> Drift(LabBox box, int seed, CancellationToken end)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(300, Extensions).ToArray();
        random.Shuffle(order);
        for (var count = 0; ; count++)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(2 + (4 * random.NextDouble())), end));
            if (end.IsCancellationRequested)
            {
                return count;
            }

            await box.TrySh(
                string.Format(CultureInfo.InvariantCulture, Drifts[random.Next(Drifts.Length)], order[count % Extensions], Own));
        }
    }
}
