using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// A daemon that is killed again and again, in the middle of what it does: each next one heals the box within seconds of its start.
/// </summary>
public class KilledDaemonTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    // On a host of its own, which whoever names this story by RECONCILER_CELL has.
    private const int Seconds = 5;

    // Beside other tests; and on a host that is slow at the time, twice what a start takes there of which nobody was killed. Whoever
    // waited for the lease of a dead owner would need twenty seconds more.
    private const int SecondsBesideOthers = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly bool IsAlone = Environment.GetEnvironmentVariable("RECONCILER_CELL") is { Length: > 0 };

    // How long each lives after the box was spoiled: from before its first look to after the last step of its change.
    private static readonly int[] Lives =
        IsAlone ? [900, 1200, 1500, 1800, 2100, 2500, 3000, 3500, 4000, 5000] : [900, 1500, 2100, 3000, 4000];

    // Where a change is cut off for certain: before each of its steps.
    private static readonly (string Command, string Arguments)[] Instants =
    [
        ("mv", "*reconciler_pjsip.conf*"), ("asterisk", "*module reload res_pjsip*"), ("mv", "*/ended/*"),
    ];

    [Fact]
    public async Task Each_next_one_heals_within_seconds_of_its_start()
    {
        await using var box = await LabBox.Up("killed-often");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        string[] options = ["--metrics-port", "0", "--state", Path.Combine(box.Folder, "state")];
        var told = new List<string>();
        await Spoil(box, "before-all");
        var calm = await Heals(box, options, "nobody was killed", told);
        var allowed = TimeSpan.FromSeconds(IsAlone ? Seconds : Math.Max(SecondsBesideOthers, 2 * calm.TotalSeconds));
        foreach (var life in Lives)
        {
            await Spoil(box, $"life-{life}");
            await using var killed = box.StartDaemon(options);
            await Task.Delay(life, TestContext.Current.CancellationToken);
            await killed.Kill();
            await Spoil(box, $"dead-{life}");
            var took = await Heals(box, options, $"killed after {life} ms", told);
            Assert.True(took < allowed, $"{string.Join('\n', told)}\n{killed.Log}");
        }

        foreach (var (command, arguments) in Instants)
        {
            await Hold.Before(box, command, arguments);
            await using var killed = box.StartDaemon(options);
            await SpoilFile(box, $"before-{command}"); // the file alone: what is held is the daemon's command, and nobody else's
            Assert.True(await Hold.Reached(box, () => false));
            await killed.Kill();
            await Hold.LetGo(box);
            await SpoilFile(box, $"after-{command}");
            var took = await Heals(box, options, $"killed before {command} {arguments}", told);
            Assert.True(took < allowed, $"{string.Join('\n', told)}\n{killed.Log}");
            await Hold.Lift(box, command);
        }

        Campaign.Tell(string.Join('\n', told));
    }

    private static Task<string> Spoil(LabBox box, string context) =>
        box.Sh($"sed -i 's/^context=.*/context={context}/' {Own}; asterisk -rx 'module reload res_pjsip.so' >/dev/null");

    private static Task<string> SpoilFile(LabBox box, string context) => box.Sh($"sed -i 's/^context=.*/context={context}/' {Own}");

    private static async Task<TimeSpan> Heals(LabBox box, string[] options, string story, List<string> told)
    {
        var begun = Stopwatch.StartNew();
        await using var next = box.StartDaemon(options);
        await next.Says("in sync with revision", 0, Patience);
        var took = begun.Elapsed;
        told.Add(string.Create(CultureInfo.InvariantCulture, $"{story}: {took.TotalSeconds:0.0} s"));
        await box.Sh(
            $"! grep -q -e life- -e dead- -e before- -e after- {Own}; "
            + "! asterisk -rx 'pjsip show endpoint 250' | grep -q -e ': life-' -e ': dead-' -e ': before-' -e ': after-'");
        await next.Kill();
        return took;
    }
}
