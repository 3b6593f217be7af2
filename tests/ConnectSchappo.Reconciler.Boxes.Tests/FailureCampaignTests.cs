using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Failures;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// What is broken of one subject keeps no other from being healed: each failure with a drift of every other subject, on real boxes, with
/// the daemon looking every second. Each drift is healed within seconds and stays so; nothing is restarted that need not be; the failure
/// is told once; after its repair everything is in sync without anybody's word. The normal run takes a sample,
/// <c>tests/run failures</c> all.
/// </summary>
[Trait("campaign", "failures")]
public class FailureCampaignTests
{
    private const int Boxes = 2;

    private static readonly bool Whole = Campaign.IsWhole("failures");

    // A campaign shares two cores with its boxes, and the normal run with other tests.
    private static readonly TimeSpan HealTime = TimeSpan.FromSeconds(Whole ? 5 : 10);

    // What failed twice is not tried again within ten seconds, whatever changes.
    private static readonly TimeSpan SyncTime = TimeSpan.FromSeconds(Whole ? 15 : 20);

    private static readonly TimeSpan Stays = TimeSpan.FromSeconds(Whole ? 20 : 8);

    private static readonly TimeSpan TellTime = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Nothing_that_is_broken_holds_the_rest_hostage()
    {
        var cases = FailureCases.All.Where(f => f.Series.Contains(LabImage.Usual.Series) && Campaign.IsWanted(f.Story, Whole, f.IsSample))
            .Select((failure, at) => (failure, Box: Whole ? at % Boxes : 0));
        var failures = await Task.WhenAll(cases.GroupBy(c => c.Box, c => c.failure).Select(g => RunOn($"fail{g.Key}", [.. g])));
        Assert.True(failures.All(f => f.Count == 0), string.Join("\n\n", failures.SelectMany(f => f)));
    }

    private static async Task<List<string>> RunOn(string name, List<FailureCase> cases)
    {
        var failed = new List<string>();
        await using var box = await LabBox.Up(name);
        Want(box, null);
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        foreach (var failure in cases)
        {
            var begun = Stopwatch.StartNew();
            try
            {
                var told = await Try(box, failure);
                Report(failure.Story, told, begun);
            }
            catch (Exception error) when (error is Xunit.Sdk.XunitException or TimeoutException)
            {
                Report(failure.Story, "FAILED", begun);
                Campaign.Tell(error.Message);
                Campaign.Tell((await box.TrySh("journalctl --since -2min --no-pager | grep -v CRON | tail -120")).All);
                failed.Add($"{failure.Story}\n{error.Message}");
                await Reset(box, failure);
            }
        }

        return failed;
    }

    private static async Task<string> Try(LabBox box, FailureCase failure)
    {
        await using var daemon = box.StartDaemon();
        await daemon.Says("in sync with revision", 0, TellTime);
        var before = daemon.LineCount;
        await Break(box, failure);
        if (failure.Says.Length > 0 && !failure.IsCommon)
        {
            await daemon.Says(failure.Says, before, TellTime);
        }

        var born = await box.TrySh("stat -c '%i %y' /run/asterisk/asterisk.pid");
        var drifts = SubjectDrift.All
            .Where(d => d.Series.Contains(box.Series) && d.Subject != failure.Subject && !failure.Without.Contains(d.Subject)).ToList();
        var slowest = failure.IsCommon
            ? await HealedAfterwards(box, daemon, failure, before, drifts)
            : await HealedMeanwhile(box, daemon, failure, before, drifts);
        if (!failure.MayRestart && !failure.RestartsAsterisk)
        {
            Assert.True(
                born.Output == (await box.TrySh("stat -c '%i %y' /run/asterisk/asterisk.pid")).Output,
                $"Asterisk was restarted\n{daemon.Log}");
        }

        Assert.DoesNotContain("Schappo-25", daemon.Log, StringComparison.Ordinal);
        Assert.Equal(0, await daemon.Stop());
        return string.Create(CultureInfo.InvariantCulture, $"{drifts.Count} healed, slowest {slowest.TotalSeconds:0.0} s");
    }

    private static async Task<TimeSpan> HealedMeanwhile(
        LabBox box, Daemon daemon, FailureCase failure, int before, List<SubjectDrift> drifts)
    {
        var slowest = TimeSpan.Zero;
        foreach (var drift in drifts)
        {
            await box.Sh(drift.Spoil);
            var time = await Healed(box, daemon, drift, HealTime);
            slowest = time > slowest ? time : slowest;
        }

        var stays = Stopwatch.StartNew();
        while (stays.Elapsed < Stays)
        {
            foreach (var drift in drifts)
            {
                var still = await box.TrySh(drift.Check);
                Assert.True(
                    still.ExitCode == 0,
                    $"{drift.Subject} was healed, and did not stay so for {stays.Elapsed.TotalSeconds:0} s\n{daemon.Log}");
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        ToldOnce(daemon, failure, before);
        var repaired = daemon.LineCount;
        await Repair(box, failure);
        if (failure.StaysInSync)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            await InSync(box, daemon);
        }
        else
        {
            await daemon.Says("in sync with revision", repaired, SyncTime);
        }

        return slowest;
    }

    // Nothing half done meanwhile, and everything as soon as what every part needs is back.
    private static async Task<TimeSpan> HealedAfterwards(
        LabBox box, Daemon daemon, FailureCase failure, int before, List<SubjectDrift> drifts)
    {
        foreach (var drift in drifts)
        {
            _ = Command.Run(
                TimeSpan.FromSeconds(20), Path.Combine(Repository.Root, "tests", "lab", "box"), "exec", box.Name, "sh", "-c",
                $"timeout 2 sh -c '{drift.Spoil.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        }

        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        if (failure.Says.Length > 0)
        {
            await daemon.Says(failure.Says, before, TellTime);
        }

        ToldOnce(daemon, failure, before);
        await box.Sh("test -z \"$(find /etc -name '.reconciler-*')\"");
        await Repair(box, failure);
        var begun = Stopwatch.StartNew();
        foreach (var drift in drifts)
        {
            await Healed(box, daemon, drift, SyncTime);
        }

        var slowest = begun.Elapsed;
        await InSync(box, daemon);
        return slowest;
    }

    private static void ToldOnce(Daemon daemon, FailureCase failure, int before)
    {
        if (failure.Says.Length > 0)
        {
            var lines = daemon.Log.Split('\n').Skip(before)
                .Where(l => l.Contains(failure.Says, StringComparison.Ordinal))
                .Where(l => l.Contains(" error ", StringComparison.Ordinal) || l.Contains(" warning ", StringComparison.Ordinal))
                .ToList();
            Assert.True(lines.Count == 1, $"told {lines.Count} times:\n{string.Join('\n', lines)}\n\n{daemon.Log}");
        }
    }

    private static async Task<TimeSpan> Healed(LabBox box, Daemon daemon, SubjectDrift drift, TimeSpan allowed)
    {
        var begun = Stopwatch.StartNew();
        while (true)
        {
            var check = await box.TrySh(drift.Check);
            if (check.ExitCode == 0)
            {
                return begun.Elapsed;
            }

            Assert.True(
                begun.Elapsed < allowed, $"{drift.Subject} was not healed within {allowed.TotalSeconds} s\n{check.All}\n{daemon.Log}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task InSync(LabBox box, Daemon daemon)
    {
        var plan = await box.Reconciler("plan");
        Assert.True(plan.ExitCode == 0, $"{plan.All}\n{daemon.Log}");
    }

    private static async Task Break(LabBox box, FailureCase failure)
    {
        if (failure.State is not null)
        {
            Want(box, failure.State);
        }

        if (failure.Secret is { } secret)
        {
            File.Move(Path.Combine(box.SecretsPath, secret), Path.Combine(box.Folder, secret));
        }

        await box.Sh($"{failure.Break}\ntrue");
    }

    private static async Task Repair(LabBox box, FailureCase failure)
    {
        if (failure.State is not null)
        {
            Want(box, null);
        }

        if (failure.Secret is { } secret)
        {
            File.Move(Path.Combine(box.Folder, secret), Path.Combine(box.SecretsPath, secret), overwrite: true);
        }

        await box.Sh($"{failure.Repair}\ntrue");
    }

    // A subject of each kind, and services that are to run.
    private static void Want(LabBox box, (string Old, string New)? change) => box.WriteState(s =>
    {
        var state = s.Replace("  service: observe", "  service: ensure", StringComparison.Ordinal)
            + "rtp: {rtpstart: 12000, rtpend: 12998}\n";
        if (change is { } edit)
        {
            Assert.Contains(edit.Old, state, StringComparison.Ordinal);
            return state.Replace(edit.Old, edit.New, StringComparison.Ordinal);
        }

        return state;
    });

    // After a case that failed, so that the next one begins on a healthy box.
    private static async Task Reset(LabBox box, FailureCase failure)
    {
        if (failure.Secret is { } secret && File.Exists(Path.Combine(box.Folder, secret)))
        {
            File.Move(Path.Combine(box.Folder, secret), Path.Combine(box.SecretsPath, secret), overwrite: true);
        }

        Want(box, null);
        await box.TrySh($"timeout 30 sh -c '{failure.Repair.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        await box.TrySh(
            "umount /var/lib/reconciler /etc/asterisk/reconciler_http.conf; systemctl start asterisk fail2ban; "
            + "asterisk -rx 'core waitfullybooted'; asterisk -rx 'core reload'; true");
        await box.Reconciler("apply", "--yes", "--force");
    }

    private static void Report(string story, string outcome, Stopwatch time) => Campaign.Tell(
        string.Create(CultureInfo.InvariantCulture, $"{story,-96} {outcome,-32} {time.Elapsed.TotalSeconds:0.0} s"));
}
