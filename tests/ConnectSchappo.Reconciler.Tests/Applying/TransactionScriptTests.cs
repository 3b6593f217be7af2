using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>The scripts of a transaction, each in every shell that a box may have, on files of this machine.</summary>
public sealed class TransactionScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("transaction-").FullName;
    private readonly TransactionHead head = new("t1");

    public TransactionScriptTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "etc"));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));

        // An Asterisk that answers, and notes what it was asked.
        var asterisk = Path.Combine(folder, "bin", "asterisk");
        File.WriteAllText(asterisk, $"#!/bin/sh\necho \"$2\" >>{folder}/asked\ncase $2 in *booted) echo 'Asterisk has fully booted.' ;; *count) printf '3 active channels\\n1 active call\\n' ;; *) echo 'reloaded successfully.' ;; esac\n");
        File.SetUnixFileMode(asterisk, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public static TheoryData<string> Shells => LocalShell.Shells;

    private string State => Path.Combine(folder, "state");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_confirmed_change_leaves_the_new_files_and_nothing_else(string shell)
    {
        Write("a", "old a");
        Write("gone", "old gone");
        var plan = PlanOf(Change("a", "old a", "new a"), Change("fresh", null, "new fresh"), Change("gone", "old gone", null));

        Assert.Equal(0, (await Begin(plan, shell: shell)).ExitCode);
        Assert.Equal("old a|old gone|", $"{Read("a")}|{Read("gone")}|{Read("fresh")}");
        Assert.Equal("600", await Output("stat", "-c", "%a", Path.Combine(State, "journal", "pjsip", "original.1")));
        Assert.Equal(0, (await Swap(shell)).ExitCode);
        Assert.Equal("new a||new fresh", $"{Read("a")}|{Read("gone")}|{Read("fresh")}");
        Assert.Equal(0, (await Confirm(shell)).ExitCode);

        // Whoever looks knows who was there, and what others wrote and we took out can be had back.
        Assert.Equal(new LastTransaction("t1", TransactionHead.Owner), BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Last);
        Assert.Equal(["a", "fresh"], Names("etc"));
        Assert.Equal(["confirmed", "history", "holder", "lock"], Names("state"));
        Assert.Equal(["t1-pjsip-1-a", "t1-pjsip-3-gone"], Names("state/history"));
        Assert.Equal("600", await Output("stat", "-c", "%a", Path.Combine(State, "history", "t1-pjsip-1-a")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_undone_change_brings_every_file_back_but_what_somebody_changed_after_us(string shell)
    {
        Write("a", "old a");
        Write("b", "old b");
        Write("gone", "old gone");
        Assert.Equal(0, (await Begin(PlanOf(Change("a", "old a", "new a"), Change("b", "old b", "new b"), Change("fresh", null, "new"), Change("gone", "old gone", null)), shell: shell)).ExitCode);
        Assert.Equal(0, (await Swap(shell)).ExitCode);
        Write("b", "by hand");

        var undone = await Undo("not proved", shell);
        Assert.Equal(0, undone.ExitCode);
        Assert.Contains($"left as somebody changed it after us: {Path.Combine(folder, "etc", "b")}", undone.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await Close(shell)).ExitCode);

        Assert.Equal("old a|by hand|old gone", $"{Read("a")}|{Read("b")}|{Read("gone")}");
        Assert.Equal(["a", "b", "gone"], Names("etc"));
        Assert.Equal(["holder", "lock", "quarantine"], Names("state"));
        var journal = BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text);
        Assert.Equal(Failed, Assert.Single(journal.Quarantine));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_part_that_is_in_the_way_stops_no_other_but_one_that_hangs_on_it(string shell)
    {
        Write("a", "old a");
        Write("b", "not as it was seen");
        Write("c", "old c");
        var plan = PlanOf(Change("a", "old a", "new a", Subject.Http), Change("b", "old b", "new b", Subject.Pjsip), Change("c", "old c", "new c", Subject.Sip)) with
        {
            Dependencies = [(Subject.Sip, Subject.Pjsip)],
        };

        var replies = await BeginAll(plan, shell: shell);

        Assert.Equal([0, JournalExit.Moved, JournalExit.Dependent], plan.Parts.Select(p => replies[p.Subject].ExitCode));
        begun = plan.Only(new HashSet<Subject> { Subject.Http });
        Assert.Equal(0, (await Swap(shell)).ExitCode);
        Assert.Equal(0, (await Confirm(shell)).ExitCode);
        Assert.Equal("new a|not as it was seen|old c", $"{Read("a")}|{Read("b")}|{Read("c")}");
        Assert.Equal(["a", "b", "c"], Names("etc"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task One_part_is_undone_while_the_other_stands_and_a_third_is_begun(string shell)
    {
        Write("a", "old a");
        Write("b", "old b");
        var both = PlanOf(Change("a", "old a", "new a", Subject.Http), Change("b", "old b", "new b", Subject.Pjsip));
        await BeginAll(both, shell: shell);
        await SwapAll(shell);

        begun = both.Only(new HashSet<Subject> { Subject.Pjsip });
        Assert.Equal(0, (await Undo("not proved", shell)).ExitCode);
        Assert.Equal("new a|old b", $"{Read("a")}|{Read("b")}");
        Write("c", "old c");
        Assert.Equal(0, (await Begin(PlanOf(Change("c", "old c", "new c", Subject.Sip)), shell: shell)).ExitCode);
        Assert.Equal(0, (await Swap(shell)).ExitCode);
        Assert.Equal(0, (await Confirm(shell)).ExitCode);
        begun = both.Only(new HashSet<Subject> { Subject.Http });
        Assert.Equal(0, (await Confirm(shell)).ExitCode);
        begun = both.Only(new HashSet<Subject> { Subject.Pjsip });
        Assert.Equal(0, (await Close(shell)).ExitCode);

        Assert.Equal("new a|old b|new c", $"{Read("a")}|{Read("b")}|{Read("c")}");
        Assert.Equal(["a", "b", "c"], Names("etc"));
        Assert.Equal(["confirmed", "history", "holder", "lock", "quarantine"], Names("state"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_is_known_of_a_parts_failures_is_replaced_whole_and_that_of_others_stays(string shell)
    {
        var other = Failed with { Subject = Subject.Http, Object = new ResourceId.Settings(Subject.Http) };
        Directory.CreateDirectory(State);
        await File.WriteAllTextAsync(Path.Combine(State, "quarantine"), $"{other.Line}\n{(Failed with { Attempts = 1 }).Line}\n", Cancellation);
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        await Swap(shell);
        await Undo("not proved", shell);
        Assert.Equal(0, (await Close(shell)).ExitCode);
        Assert.Equal([other, Failed], BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Quarantine);

        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        await Swap(shell);
        Assert.Equal(0, (await Confirm(shell)).ExitCode);
        Assert.Equal([other], BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Quarantine);
    }

    [Fact]
    public async Task What_was_in_place_may_have_been_read_so_that_undoing_it_reloads()
    {
        Write("a", "old a");
        var asked = Path.Combine(folder, "asked");
        var plan = PlanOf(Change("a", "old a", "new a")) with { Activations = [new PlannedActivation(Activation.PjsipReload, "", "", ["res_pjsip.so"], null) { Serves = [Subject.Pjsip] }] };

        // Journalled alone: nobody can have read it.
        await Begin(plan);
        Assert.Equal(0, (await Undo(null)).ExitCode);
        Assert.Equal(0, (await Close()).ExitCode);
        Assert.False(File.Exists(asked));

        // In place, and a boot or the web interface came before us. However often it is undone, each time.
        await Begin(plan);
        await Swap();
        Assert.Equal(0, (await Undo(null)).ExitCode);
        Assert.Equal(0, (await Undo(null)).ExitCode);
        Assert.Equal(2, (await File.ReadAllLinesAsync(asked, Cancellation)).Count(l => l == "module reload res_pjsip.so"));
    }

    [Fact]
    public async Task A_file_that_is_gone_when_it_is_undone_comes_back_from_the_journal()
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")));
        await Swap();
        File.Delete(Path.Combine(folder, "etc", ".reconciler-t1-pjsip-1.old"));

        Assert.Equal(0, (await Undo(null)).ExitCode);

        Assert.Equal("old a", Read("a"));
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_that_was_seen_stops_all_of_it()
    {
        Write("a", "old a");
        Write("b", "another");
        var plan = PlanOf(Change("a", "old a", "new a"), Change("b", "old b", "new b"));

        Assert.Equal(JournalExit.Moved, (await Begin(plan)).ExitCode);
        Assert.Equal(["a", "b"], Names("etc"));

        // Between the journal and the swap: what was swapped before it comes back.
        Write("b", "old b");
        Assert.Equal(0, (await Begin(plan)).ExitCode);
        Write("b", "another");
        Assert.Equal(JournalExit.Moved, (await Swap()).ExitCode);
        Assert.Equal("old a|another", $"{Read("a")}|{Read("b")}");
        Assert.Equal(["a", "b"], Names("etc"));
        Assert.Equal(["holder", "lock"], Names("state"));
    }

    [Fact]
    public async Task Who_was_overtaken_can_change_nothing_any_more()
    {
        Write("a", "old a");
        Assert.Equal(0, (await Begin(PlanOf(Change("a", "old a", "new a")))).ExitCode);
        await File.WriteAllTextAsync(Path.Combine(State, "holder"), "7 t9 another-boot 0 - somebody else\n", Cancellation);

        var late = await Swap();

        Assert.Equal(JournalExit.Fenced, late.ExitCode);
        Assert.Contains("somebody else has taken over in transaction t9", late.Errors, StringComparison.Ordinal);
        Assert.Equal("old a", Read("a"));
    }

    [Fact]
    public async Task Whoever_died_is_found_and_adopted_with_the_next_epoch()
    {
        Write("a", "old a");
        Assert.Equal(0, (await Begin(PlanOf(Change("a", "old a", "new a")))).ExitCode);
        var holder = (await File.ReadAllTextAsync(Path.Combine(State, "holder"), Cancellation)).Split(' ');
        await File.WriteAllTextAsync(Path.Combine(State, "holder"), $"{holder[0]} t1 {holder[2]} 0 - me\n", Cancellation);

        Assert.Equal(0, (await Run(EndScripts.Adopt(new TransactionHead("t2")))).ExitCode);

        Assert.StartsWith("2 t2 ", await File.ReadAllTextAsync(Path.Combine(State, "holder"), Cancellation), StringComparison.Ordinal);
        Assert.Equal(JournalExit.Fenced, (await Swap()).ExitCode);
    }

    /// <summary>A lease of 20 s would keep out whoever comes next, and a daemon that is killed every few seconds would never heal anything.</summary>
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Whoever_is_connected_is_at_work_and_whoever_has_lost_the_connection_holds_nobody_up(string shell)
    {
        Write("a", "old a");
        begun = PlanOf(Change("a", "old a", "new a"));
        await using (var connection = await LocalShell.Open(shell))
        {
            Assert.Equal(0, (await Begin(begun, shell: shell, over: connection)).ExitCode);
            var at = BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text);
            Assert.True(Assert.Single(at.Open).IsAlive);
            Assert.Null(at.Last);
        }

        Assert.False(Assert.Single(BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Open).IsAlive);
        var since = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(0, (await Run(EndScripts.Adopt(new TransactionHead("t2")), shell: shell)).ExitCode);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(10), $"{since.Elapsed}");
        Assert.Equal(JournalExit.Fenced, (await Swap(shell)).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_memory_held_otherwise_before_is_kept_for_whoever_undoes_it(string shell)
    {
        Write("a", "old a");
        Drift Differs(string field, string? memory) => new()
        {
            Kind = DriftKind.Aor, Resource = new ResourceId.Pjsip(PjsipType.Aor, "250"), Field = field, Desired = "4", File = "5", Memory = memory, Consequence = "it differs",
        };
        var plan = PlanOf(Change("a", "old a", "new a")) with { Report = new DriftReport([Differs("max_contacts", "5"), Differs("qualify_frequency", null)], []) };

        Assert.Equal(0, (await Begin(plan, shell: shell)).ExitCode);

        var open = Assert.Single(BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Open);
        Assert.Equal(["aor 250 max_contacts"], open.Held);
    }

    [Fact]
    public async Task Owner_mode_and_access_lists_are_kept_and_the_date_is_fresh()
    {
        Write("a", "old a");
        var path = Path.Combine(folder, "etc", "a");
        await Output("chmod", "640", path);
        await Output("touch", "-d", "2020-01-01", path);
        Assert.SkipWhen(await Output("setfacl", "-m", "u:1:rw", path) is null, "this machine has no setfacl");
        Assert.SkipWhen(await Output("setfattr", "-n", "user.kept", "-v", "yes", path) is null, "this machine has no setfattr");
        var before = await Output("getfacl", "-cp", path);

        await Begin(PlanOf(Change("a", "old a", "new a")));
        await Swap();

        Assert.Equal(before, await Output("getfacl", "-cp", path));
        Assert.Contains("user.kept=\"yes\"", await Output("getfattr", "-d", path) ?? "", StringComparison.Ordinal);
        Assert.True(File.GetLastWriteTimeUtc(path) > DateTime.UtcNow.AddMinutes(-1));

        await Undo(null);
        Assert.Equal("old a", Read("a"));
        Assert.Equal(before, await Output("getfacl", "-cp", path));
        Assert.True(File.GetLastWriteTimeUtc(path) > DateTime.UtcNow.AddMinutes(-1));
    }

    [Fact]
    public async Task What_Asterisk_says_of_a_reload_is_nothing_that_an_undo_tells()
    {
        Write("a", "old a");
        var plan = PlanOf(Change("a", "old a", "new a")) with { Activations = [new PlannedActivation(Activation.PjsipReload, "", "", ["res_pjsip.so"], null) { Serves = [Subject.Pjsip] }] };
        await Begin(plan);
        await Swap();
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "activated"), "", Cancellation);

        var undone = await Undo(null);

        Assert.Equal(0, undone.ExitCode);
        Assert.Equal($"back: {Path.Combine(folder, "etc", "a")}", undone.Text.Trim());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_restart_that_an_undo_makes_is_told_with_the_channels_that_it_met(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell, policy: Policy.Default with { RestartWhen = RestartWhen.Now });
        await Swap(shell);
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "activated"), "", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "restarted"), "", Cancellation);

        var undone = await Undo(null, shell);

        Assert.Equal(0, undone.ExitCode);
        Assert.Equal(new Step.Activated(Activation.Restart, StepResult.Done, "done, to undo a change") { Channels = 3, Undoes = true }, UndoProgram.Restart(undone.Text));
        Assert.Null(UndoProgram.Restart($"back: {Path.Combine(folder, "etc", "a")}"));
    }

    [Fact]
    public async Task Nothing_that_is_secret_stands_in_a_script()
    {
        Write("a", "old-secret");
        var plan = PlanOf(Change("a", "old-secret", "new-secret"));
        foreach (var script in (string[])[BeginScript.Text(head, plan, Policy.Default), SwapScript.Text(head, [.. plan.Parts], TimeSpan.FromMinutes(1)), UndoProgram.Text("t1", plan.Parts.Single(), Policy.Default)])
        {
            Assert.DoesNotContain("-secret", script, StringComparison.Ordinal);
        }

        await Begin(plan);
        await Swap();
        await Confirm();
        Assert.Equal(Path.Combine(State, "history", "t1-pjsip-1-a"), await Output("grep", "-rl", "old-secret", folder));
    }

    private FileEdit Change(string name, string? before, string? after, Subject? subject = null) => new()
    {
        Subject = subject ?? Subject.Pjsip,
        Path = Path.Combine(folder, "etc", name),
        Original = before is null ? null : new SensitiveBytes(Encoding.UTF8.GetBytes(before)),
        After = after is null ? null : new SensitiveBytes(Encoding.UTF8.GetBytes(after)),
        Why = "a test",
    };

    private static Plan PlanOf(params FileEdit[] edits) => new()
    {
        Box = "one",
        Revision = "r1",
        Report = new DriftReport([], []),
        Edits = [.. edits],
    };

    private static QuarantineEntry Failed { get; } = new()
    {
        Subject = Subject.Pjsip, Object = new ResourceId.Pjsip(PjsipType.Endpoint, "250"), Wanted = "aa", Inputs = "bb", Attempts = 2, At = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), Reason = "it's not proved",
    };

    private Plan begun = PlanOf();

    private async Task<ScriptReply> Begin(Plan plan, string id = "t1", string shell = "dash", Policy? policy = null, RootShell? over = null) =>
        (await BeginAll(plan, id, shell, policy, over)).Values.First();

    private Task<IReadOnlyDictionary<Subject, ScriptReply>> BeginAll(Plan plan, string id = "t1", string shell = "dash", Policy? policy = null, RootShell? over = null)
    {
        begun = plan;
        var by = new TransactionHead(id);
        return Parts(BeginScript.Text(by, plan, policy ?? Policy.Default), BeginScript.Input(by, plan, policy ?? Policy.Default), shell, by, over);
    }

    private async Task<ScriptReply> Swap(string shell = "dash") => (await SwapAll(shell)).Values.First();

    // Without a watchdog: no test may set a timer up on this machine.
    private Task<IReadOnlyDictionary<Subject, ScriptReply>> SwapAll(string shell = "dash") =>
        Parts(SwapScript.Text(head, [.. begun.Parts], TimeSpan.FromMinutes(1)).Replace("armed=1", "armed=", StringComparison.Ordinal), [], shell);

    private async Task<ScriptReply> Confirm(string shell = "dash") =>
        (await Parts(EndScripts.Confirm(head, begun.Parts.Select(p => new PartEnd(p.Subject, []))), [], shell)).Values.First();

    private async Task<ScriptReply> Undo(string? disproved, string shell = "dash") =>
        (await Parts(EndScripts.Undo(head, begun.Parts.Select(p => (new PartEnd(p.Subject, [Failed]), disproved))), [], shell)).Values.First();

    private async Task<ScriptReply> Close(string shell = "dash") => (await Parts(EndScripts.Close(head, begun.Parts.Select(p => p.Subject)), [], shell)).Values.First();

    private async Task<IReadOnlyDictionary<Subject, ScriptReply>> Parts(string script, byte[] input, string shell, TransactionHead? by = null, RootShell? over = null)
    {
        var (told, lengths) = (Encoding.Latin1.GetString(input), new StringBuilder());
        var text = Regex.Replace(script, "^head -c (?<count>[0-9]+) \\| \\{$", length =>
        {
            var count = int.Parse(length.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);
            var part = Longer(told[..count]);
            told = told[count..];
            lengths.Append(part);
            return $"head -c {part.Length} | {{";
        }, RegexOptions.Multiline);
        return PartScript.Read(by ?? head, await Run(text, Encoding.Latin1.GetBytes(lengths.ToString()), shell, over), begun.Parts.Select(p => p.Subject));
    }

    private async Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input = default, string shell = "dash", RootShell? over = null)
    {
        await using var root = over is null ? await LocalShell.Open(shell) : null;
        var reply = await (over ?? root!).Run(At(script), input, TimeSpan.FromSeconds(20), Cancellation);
        return new ScriptReply(reply.ExitCode, reply.Text, reply.Errors);
    }

    private string At(string script) => $"PATH={folder}/bin:$PATH\n" + script.Replace($"state={JournalFunctions.State} units={JournalFunctions.Units}", $"state={State} units={Path.Combine(folder, "units")}", StringComparison.Ordinal);

    // The program that undoes is told its length before: the folders of a test are longer than the real ones.
    private string Longer(string input)
    {
        var end = input.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var told = input.IndexOf(' ', StringComparison.Ordinal);
        var length = int.Parse(input[..told], System.Globalization.CultureInfo.InvariantCulture);
        var undo = At(input.Substring(end, length));
        return $"{undo.Length}{input[told..end]}{undo}{input[(end + length)..]}";
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, "etc", name), text);

    private string Read(string name) => File.Exists(Path.Combine(folder, "etc", name)) ? File.ReadAllText(Path.Combine(folder, "etc", name)) : "";

    private IEnumerable<string> Names(string of) => Directory.EnumerateFileSystemEntries(Path.Combine(folder, of)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    // What a command prints; null where it fails or is not there.
    private static async Task<string?> Output(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return process.ExitCode == 0 ? text.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
