using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Soak;

/// <summary>
/// The daemon for half an hour, looking every second: one at a box where nothing happens, and one at two boxes where something goes wrong
/// every few seconds. What the daemons and the boxes use stays as it is after the first ten minutes, and what went wrong is right in the
/// end. Every other run has the same for a minute, which is too short to judge memory.
/// </summary>
[Trait("campaign", "soak")]
public class SoakTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    /// <summary>
    /// As many, one after the other, that none of them goes wrong so often that it is taken for somebody who puts it back.
    /// </summary>
    private const int Extensions = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly bool Whole = Campaign.IsWhole("soak");
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(Whole ? 15 : 5);

    // Shorter for who looks for a cause: minutes.
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("RECONCILER_SOAK"), CultureInfo.InvariantCulture, out var minutes)
            ? minutes
            : Whole ? 30 : 1);

    private static readonly TimeSpan WarmUp = Length / 3;

    private static readonly string[] Drifts =
    [
        "sed -i '/^\\[{0}\\]/,/^$/d' {1}; asterisk -rx 'module reload res_pjsip.so'",
        "sed -i '/^\\[{0}\\]/,/^$/s/^context=.*/context=wrong/' {1}; asterisk -rx 'module reload res_pjsip.so'",
        "sed -i '/^\\[{0}\\]/,/^$/s/^callerid=.*/callerid=\"x\" <{0}>/' {1}",
    ];

    [Fact]
    public async Task What_daemons_and_boxes_use_stays_as_it_is_whether_something_happens_or_not()
    {
        await using var quiet = await Box("soak-quiet");
        await using var busy = await Box("soak-busy");
        await using var other = await Box("soak-other");
        await busy.AlsoOf(other, "filial");
        await using var ofQuiet = quiet.StartDaemon();
        await using var ofBusy = busy.StartDaemon();
        await ofQuiet.Says("in sync with revision", 0, Patience);
        await ofBusy.Says("matriz: in sync with revision", 0, Patience);
        await ofBusy.Says("filial: in sync with revision", 0, Patience);

        SoakRecord[] records =
        [
            SoakRecord.Of(ofQuiet, "daemon quiet", WarmUp), SoakRecord.Of(ofBusy, "daemon busy", WarmUp),
            SoakRecord.Of(quiet, "box quiet", WarmUp), SoakRecord.Of(busy, "box busy", WarmUp), SoakRecord.Of(other, "box other", WarmUp),
        ];
        using var end = new CancellationTokenSource(Length);
        Task<int>[] drifting = [Drift(busy, 42, end.Token), Drift(other, 43, end.Token)];
        while (!end.IsCancellationRequested)
        {
            await Task.WhenAll(records.Select(r => r.Take()));
            await Task.WhenAny(Task.Delay(BetweenSamples, end.Token));
        }

        Campaign.Tell($"  {(await Task.WhenAll(drifting)).Sum()} drifts");
        var growth = records.SelectMany(r => r.Growth(isLong: Whole)).ToList();
        await InSync(busy); // both
        await InSync(quiet);
        Assert.Empty(growth);
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
