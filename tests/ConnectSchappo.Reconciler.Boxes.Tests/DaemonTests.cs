using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// What the daemon tells of a change while it is made, and what it knows after it was ended: asked from outside, as people do.
/// </summary>
public class DaemonTests
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_daemon_that_is_killed_in_a_change_has_told_what_it_began_and_the_next_one_tells_under_its_id_what_became_of_it()
    {
        await using var box = await LabBox.Up("killed");
        var apply = await box.Reconciler("apply", "--yes");
        Assert.True(apply.ExitCode == 0, apply.All);
        Assert.Matches("matriz: transaction [0-9a-zT-]+ of revision [0-9a-f]+ begins\nmatriz: done    /etc/", apply.Errors);
        Assert.Contains("matriz: done    restart of Asterisk: done", apply.Errors, StringComparison.Ordinal);

        string[] options =
        [
            "--metrics-port", "0", "--log-format", "json",
            "--state", Path.Combine(box.Folder, "state"), "--control", Path.Combine(box.Folder, "control"),
        ];
        await using var killed = box.StartDaemon(options);
        await killed.Says("in sync with revision", 0, Patience);
        await Hold.Before(box, "asterisk", "*module reload res_pjsip*");
        await box.Sh($"sed -i 's/context=from-internal/context=from-nowhere/' {Own}");
        Assert.True(await Hold.Reached(box, () => false));
        await killed.Kill();
        await Hold.LetGo(box);

        var begun = Event(killed.Log, "ChangeBegun");
        var transaction = begun.GetProperty("transaction").GetString();
        Assert.Equal($"{Own}; then module reload res_pjsip.so (for pjsip)", begun.GetProperty("resource").GetString());
        Assert.Equal(transaction, Event(killed.Log, "FileChanged").GetProperty("transaction").GetString());
        Assert.DoesNotContain("\"Activated\"", killed.Log, StringComparison.Ordinal);

        await using var next = box.StartDaemon(options);
        await next.Says("in sync with revision", 0, Patience);
        Assert.Equal(transaction, Event(next.Log, "TransactionRecovered").GetProperty("transaction").GetString());
        Assert.Contains($"transaction {transaction}", (await Ask(box, "history", "matriz")).Output, StringComparison.Ordinal);
        Assert.Equal(0, await next.Stop());
    }

    [Fact]
    public async Task What_waits_has_waited_since_it_began_whatever_the_daemon_went_through_and_a_persons_apply_lands_in_its_history()
    {
        await using var box = await LabBox.Up("waits");
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        string[] options =
        [
            "--metrics-port", "0", "--state", Path.Combine(box.Folder, "state"), "--control", Path.Combine(box.Folder, "control"),
        ];
        string since;
        await using (var first = box.StartDaemon(options))
        {
            await first.Says("restart of Asterisk is pending", 0, Patience);
            since = await PendingSince(box);
            Assert.Equal(0, await first.Stop());
        }

        await using var second = box.StartDaemon(options);
        await second.Says("is in force", 0, Patience);
        Assert.Equal(9, (await Ask(box, "sync", "--wait", "--timeout", "2s")).ExitCode);
        Assert.Equal(since, await PendingSince(box));
        Assert.DoesNotContain("restart of Asterisk is pending", second.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Confirmed", second.Log, StringComparison.Ordinal); // waiting is not a change, at whatever look

        var apply = await box.Reconciler("apply", "--yes", "--now");
        Assert.True(apply.ExitCode == 0, apply.All);
        await second.Says("changed by somebody else", 0, Patience);
        await second.Says("no longer pending", 0, Patience);
        var history = (await Ask(box, "history", "matriz")).Output;
        Assert.True(
            Regex.IsMatch(
                history,
                "matriz: changed by somebody else \\(in sync\\) by .+ \\(process [0-9]+\\), revision [0-9a-f]+, transaction [0-9a-zT-]+\n"),
            history);
        Assert.Equal(0, await second.Stop());
    }

    [Fact]
    public async Task Whoever_watches_in_a_terminal_sees_it_drawn_anew_and_all_boxes_can_be_held_back_and_let_go()
    {
        const string home = "\e[H\e[J";
        await using var box = await LabBox.Up("people");
        var control = Path.Combine(box.Folder, "control");
        await using var daemon = box.StartDaemon("--metrics-port", "0", "--control", control);
        await daemon.Says("in sync with revision", 0, Patience);

        var watched = await Command.Run(
            Patience, "script", "-qc",
            $"timeout --foreground -k 15 -s INT 6 {Repository.Runner} {Repository.Program} status --watch --control {control}; "
                + "echo ended $?",
            "/dev/null");
        // By Ctrl+C, at once; 137: only a SIGKILL ended it.
        Assert.True(watched.Output.TrimEnd().EndsWith("ended 124", StringComparison.Ordinal), watched.All);
        Assert.InRange(watched.Output.Split(home).Length, 3, 6);
        Assert.Matches("matriz +True +in sync", watched.Output.Split(home)[^1]);
        Assert.DoesNotContain(home, (await Ask(box, "status")).Output, StringComparison.Ordinal);

        var suspend = await Ask(box, "suspend", "--all", "--reason", "the carrier works on the line", "--until", "10m");
        Assert.True(suspend.ExitCode == 0, suspend.All);
        await box.Sh($"sed -i 's/context=from-internal/context=from-nowhere/' {Own}");
        var held = await Ask(box, "sync", "--wait");
        Assert.True(held.ExitCode == 5, held.All);
        Assert.Matches("matriz +False +suspended .*: the carrier works on the line", held.Output);
        await box.Sh($"grep -q from-nowhere {Own}");

        Assert.Equal(0, (await Ask(box, "resume", "--all")).ExitCode);
        var healed = await Ask(box, "sync", "--wait");
        Assert.True(healed.ExitCode == 0, healed.All);
        await box.Sh($"! grep -q from-nowhere {Own}");
        Assert.Equal(1, (await Ask(box, "resume", "--all")).ExitCode);
    }

    // Asked until a look has ended: the log is a moment ahead of the status.
    private static async Task<string> PendingSince(LabBox box)
    {
        var begun = Stopwatch.StartNew();
        while (true)
        {
            var status = await Ask(box, "status", "matriz", "--output", "json");
            var known = JsonDocument.Parse(status.Output).RootElement.GetProperty("status").GetProperty("boxes")[0];
            if (known.TryGetProperty("pendingSince", out var since))
            {
                return since.GetString()!;
            }

            Assert.True(begun.Elapsed < Patience, status.All);
        }
    }

    private static JsonElement Event(string log, string name) =>
        log.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement)
        .First(e => e.GetProperty("event").GetString() == name);

    private static Task<CommandResult> Ask(LabBox box, params string[] command) =>
        Command.Run(Patience, Repository.Runner, [Repository.Program, .. command, "--control", Path.Combine(box.Folder, "control")]);
}
