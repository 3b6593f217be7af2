using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>The program that undoes a part, run by us, by the watchdog and by a person, in every shell that a box may have.</summary>
public sealed class UndoProgramTests : TransactionScene
{
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_undone_change_brings_every_file_back_but_what_somebody_changed_after_us(string shell)
    {
        Write("a", "old a");
        Write("b", "old b");
        Write("gone", "old gone");
        var plan = PlanOf(
            Change("a", "old a", "new a"), Change("b", "old b", "new b"), Change("fresh", null, "new"), Change("gone", "old gone", null));
        Assert.Equal(ScriptExit.Done, (await Begin(plan, shell: shell)).Exit);
        Assert.Equal(ScriptExit.Done, (await Swap(shell)).Exit);
        Write("b", "by hand");

        var undone = await Undo($"not verified", shell);
        Assert.Equal(ScriptExit.Done, undone.Exit);
        Assert.Contains($"kept={In("etc", "b")}", undone.Text, StringComparison.Ordinal);
        Assert.Equal(ScriptExit.Done, (await Close(shell)).Exit);

        Assert.Equal("old a|by hand|old gone", $"{Read("a")}|{Read("b")}|{Read("gone")}");
        Assert.Equal(["a", "b", "gone"], Names("etc"));
        Assert.Equal(["holder", "lock", "quarantine"], Names("state"));
        var journal = BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text);
        Assert.Equal(Failed, Assert.Single(journal.Quarantine));
    }

    [Fact]
    public async Task What_was_in_place_may_have_been_read_so_that_undoing_it_reloads()
    {
        Write("a", "old a");
        var plan = PlanOf(Change("a", "old a", "new a")) with { Activations = [Reload] };

        // Journalled alone: nobody can have read it.
        await Begin(plan);
        Assert.Equal(ScriptExit.Done, (await Undo(null)).Exit);
        Assert.Equal(ScriptExit.Done, (await Close()).Exit);
        Assert.Empty(Asked());

        // In place, and a boot or the web interface came before us. However often it is undone, each time.
        await Begin(plan);
        await Swap();
        Assert.Equal(ScriptExit.Done, (await Undo(null)).Exit);
        Assert.Equal(ScriptExit.Done, (await Undo(null)).Exit);
        Assert.Equal(2, Asked().Count(l => l == "-rx module reload res_pjsip.so"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_is_no_part_of_Asterisk_is_reloaded_by_its_own_command_and_may_be_stopped(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a", Fail2banSubject.Instance)), shell: shell);
        await Swap(shell);
        Stub("fail2ban-client", "");
        Assert.Equal(ScriptExit.Done, (await Undo(null, shell)).Exit);
        Assert.Equal(["-t", "reload"], Asked());

        Stub("fail2ban-client", "echo 'Failed to access socket' >&2; exit 255");
        var undone = await Undo(null, shell);
        Assert.Equal((ScriptExit.Done, ""), (undone.Exit, undone.Text.Trim()));
        Assert.Equal("old a", Read("a"));
    }

    [Fact]
    public async Task A_file_that_is_gone_when_it_is_undone_comes_back_from_the_journal()
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")));
        await Swap();
        File.Delete(In("etc", ".reconciler-t1-pjsip-1.old"));

        Assert.Equal(ScriptExit.Done, (await Undo(null)).Exit);

        Assert.Equal("old a", Read("a"));
    }

    [Fact]
    public async Task What_Asterisk_says_of_a_reload_is_nothing_that_an_undo_tells()
    {
        Write("a", "old a");
        var plan = PlanOf(Change("a", "old a", "new a")) with { Activations = [Reload] };
        await Begin(plan);
        await Swap();
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "activated"), "", Cancellation);

        var undone = await Undo(null);

        Assert.Equal(ScriptExit.Done, undone.Exit);
        Assert.Equal($"restored={In("etc", "a")}", undone.Text.Trim());
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

        Assert.Equal(ScriptExit.Done, undone.Exit);
        var restart = new Step.Activated(AsteriskActivations.Restart, StepResult.Done, $"done, to roll back a change")
        {
            Channels = 3,
            Undoes = true,
        };
        Assert.Equal(restart, UndoProgram.Restart(undone));
        Assert.Equal(
            [$"{In("etc", "a")} restored", "Asterisk restarted while 3 channels were up"],
            UndoProgram.Sentences(undone).Select(s => s.ToString()));
        Assert.Null(UndoProgram.Restart(new ScriptReply(ScriptExit.Done, $"restored={In("etc", "a")}", "")));
    }

    /// <summary>The watchdog when it is due, and a person whether it is or not: but not while somebody is at work.</summary>
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Nobody_comes_back_and_the_box_undoes_it_by_itself_and_notes_that(string shell)
    {
        Write("a", "old a");
        await using (var connection = await LocalShell.Open(shell))
        {
            await Begin(PlanOf(Change("a", "old a", "new a")) with { Activations = [Reload] }, shell: shell, over: connection);
            await Swap(shell, connection);
            await Program(shell, "");
            Assert.Equal("new a", Read("a"));
        }

        await Program(shell, "watch");
        Assert.Equal("new a", Read("a"));
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "due"), "another-boot 0\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "manifest"), "within 0\n", Cancellation);
        await Program(shell, "watch");

        Assert.Equal("old a", Read("a"));
        Assert.Contains("-rx module reload res_pjsip.so", Asked());
        var journal = BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text);
        var note = Assert.Single(journal.Notes);
        Assert.Equal(("t1", (string?)null), (note.Transaction, note.Restarted));
        const string undone = "the watchdog on the box rolled back part pjsip of transaction t1, revision r1, at ";
        Assert.StartsWith(undone, note.Text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(": no reconciler came back to finish it", note.Text.ToString(), StringComparison.Ordinal);
        var adopted = await Run(EndScripts.Adopt(new TransactionHead("t2")), shell: shell);
        Assert.Equal((ScriptExit.Nothing, note), (adopted.Exit, WatchdogNote.Parse(adopted.Text.Trim())));
        Assert.True(journal.Last!.IsWatchdog);
        Assert.Equal(["holder", "lock"], Names("state"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Nobody_confirms_it_in_time_and_the_box_undoes_it_with_a_restart_where_there_was_one(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell, policy: Policy.Default with { RestartWhen = RestartWhen.Now });
        await Swap(shell);
        await File.WriteAllTextAsync(Path.Combine(State, "journal", "pjsip", "restarted"), "", Cancellation);
        Assert.Matches("^[0-9]{4}-.*Z$", (await Wait(shell)).Value("until")!);

        await Program(shell, "");

        var journal = BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text);
        const string undone = "nobody confirmed it in time. Asterisk restarted while 3 channels were up";
        Assert.EndsWith(undone, Assert.Single(journal.Notes).Text.ToString(), StringComparison.Ordinal);
        Assert.Equal(Failed, Assert.Single(journal.Quarantine));
        Assert.Equal("old a", Read("a"));
    }

    private static PlannedActivation Reload => PjsipActivations.Reload.Step(PjsipSubject.Instance, $"a test");

    // As the watchdog and people run it: by the program of all parts, which is in a shell of its own.
    private Task<ScriptReply> Program(string shell, string word) =>
        Run($"{shell} {Path.Combine(State, "journal", "pjsip", "undo")} {word}", shell: shell);
}
