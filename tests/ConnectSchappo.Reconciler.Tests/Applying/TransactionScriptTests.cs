using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>The scripts of a transaction, each in every shell that a box may have, on files of this machine.</summary>
public sealed class TransactionScriptTests : TransactionScene
{
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_confirmed_change_leaves_the_new_files_and_nothing_else(string shell)
    {
        Write("a", "old a");
        Write("gone", "old gone");
        var plan = PlanOf(Change("a", "old a", "new a"), Change("fresh", null, "new fresh"), Change("gone", "old gone", null));

        Assert.Equal(ScriptExit.Done, (await Begin(plan, shell: shell)).Exit);
        Assert.Equal("old a|old gone|", $"{Read("a")}|{Read("gone")}|{Read("fresh")}");
        Assert.Equal("600", await Output("stat", "-c", "%a", Path.Combine(State, "journal", "pjsip", "original.1")));
        Assert.Equal(ScriptExit.Done, (await Swap(shell)).Exit);
        Assert.Equal("new a||new fresh", $"{Read("a")}|{Read("gone")}|{Read("fresh")}");
        Assert.Equal(ScriptExit.Done, (await Confirm(shell)).Exit);

        // Whoever looks knows who was there, and what others wrote and we took out can be had back.
        Assert.Equal(
            new LastTransaction("t1", TransactionHead.Owner), BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Last);
        Assert.Equal(["a", "fresh"], Names("etc"));
        Assert.Equal(["confirmed", "history", "holder", "lock"], Names("state"));
        Assert.Equal(["t1-pjsip-1-a", "t1-pjsip-3-gone"], Names("state/history"));
        Assert.Equal("600", await Output("stat", "-c", "%a", Path.Combine(State, "history", "t1-pjsip-1-a")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_part_that_is_in_the_way_stops_no_other_but_one_that_hangs_on_it(string shell)
    {
        Write("a", "old a");
        Write("b", "not as it was seen");
        Write("c", "old c");
        var plan = PlanOf(
            Change("a", "old a", "new a", HttpSubject.Instance),
            Change("b", "old b", "new b", PjsipSubject.Instance),
            Change("c", "old c", "new c", ChanSipSubject.Instance)) with
        {
            Dependencies = [(ChanSipSubject.Instance, PjsipSubject.Instance)],
        };

        var replies = await BeginAll(plan, shell: shell);

        Assert.Equal([ScriptExit.Done, ScriptExit.Moved, ScriptExit.Dependent], plan.Parts.Select(p => replies[p.Subject].Exit));
        Begun = plan.Only(new HashSet<Subject> { HttpSubject.Instance });
        Assert.Equal(ScriptExit.Done, (await Swap(shell)).Exit);
        Assert.Equal(ScriptExit.Done, (await Confirm(shell)).Exit);
        Assert.Equal("new a|not as it was seen|old c", $"{Read("a")}|{Read("b")}|{Read("c")}");
        Assert.Equal(["a", "b", "c"], Names("etc"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task One_part_is_undone_while_the_other_stands_and_a_third_is_begun(string shell)
    {
        Write("a", "old a");
        Write("b", "old b");
        var both = PlanOf(Change("a", "old a", "new a", HttpSubject.Instance), Change("b", "old b", "new b", PjsipSubject.Instance));
        await BeginAll(both, shell: shell);
        await SwapAll(shell);

        Begun = both.Only(new HashSet<Subject> { PjsipSubject.Instance });
        Assert.Equal(ScriptExit.Done, (await Undo($"not verified", shell)).Exit);
        Assert.Equal("new a|old b", $"{Read("a")}|{Read("b")}");
        Write("c", "old c");
        Assert.Equal(ScriptExit.Done, (await Begin(PlanOf(Change("c", "old c", "new c", ChanSipSubject.Instance)), shell: shell)).Exit);
        Assert.Equal(ScriptExit.Done, (await Swap(shell)).Exit);
        Assert.Equal(ScriptExit.Done, (await Confirm(shell)).Exit);
        Begun = both.Only(new HashSet<Subject> { HttpSubject.Instance });
        Assert.Equal(ScriptExit.Done, (await Confirm(shell)).Exit);
        Begun = both.Only(new HashSet<Subject> { PjsipSubject.Instance });
        Assert.Equal(ScriptExit.Done, (await Close(shell)).Exit);

        Assert.Equal("new a|old b|new c", $"{Read("a")}|{Read("b")}|{Read("c")}");
        Assert.Equal(["a", "b", "c"], Names("etc"));
        Assert.Equal(["confirmed", "history", "holder", "lock", "quarantine"], Names("state"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_is_known_of_a_parts_failures_is_replaced_whole_and_that_of_others_stays(string shell)
    {
        var other = Failed with { Subject = HttpSubject.Instance, Object = new SettingsId(HttpSubject.Instance) };
        Directory.CreateDirectory(State);
        await File.WriteAllTextAsync(
            Path.Combine(State, "quarantine"),
            $"{QuarantineLine.Write(other)}\n{QuarantineLine.Write(Failed with { Attempts = 1 })}\n",
            Cancellation);
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        await Swap(shell);
        await Undo($"not verified", shell);
        Assert.Equal(ScriptExit.Done, (await Close(shell)).Exit);
        Assert.Equal([other, Failed], BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Quarantine);

        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        await Swap(shell);
        Assert.Equal(ScriptExit.Done, (await Confirm(shell)).Exit);
        Assert.Equal([other], BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Quarantine);
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_that_was_seen_stops_all_of_it()
    {
        Write("a", "old a");
        Write("b", "another");
        var plan = PlanOf(Change("a", "old a", "new a"), Change("b", "old b", "new b"));

        Assert.Equal(ScriptExit.Moved, (await Begin(plan)).Exit);
        Assert.Equal(["a", "b"], Names("etc"));

        // Between the journal and the swap: what was swapped before it comes back.
        Write("b", "old b");
        Assert.Equal(ScriptExit.Done, (await Begin(plan)).Exit);
        Write("b", "another");
        Assert.Equal(ScriptExit.Moved, (await Swap()).Exit);
        Assert.Equal("old a|another", $"{Read("a")}|{Read("b")}");
        Assert.Equal(["a", "b"], Names("etc"));
        Assert.Equal(["holder", "lock"], Names("state"));
    }

    [Fact]
    public async Task Who_was_overtaken_can_change_nothing_any_more()
    {
        Write("a", "old a");
        Assert.Equal(ScriptExit.Done, (await Begin(PlanOf(Change("a", "old a", "new a")))).Exit);
        await File.WriteAllTextAsync(Path.Combine(State, "holder"), "7 t9 another-boot 0 - somebody else\n", Cancellation);

        var late = await Swap();

        Assert.Equal(ScriptExit.Fenced, late.Exit);
        Assert.Contains("somebody else took the lock, in transaction t9", late.Errors, StringComparison.Ordinal);
        Assert.Equal("old a", Read("a"));
    }

    [Fact]
    public async Task Whoever_died_is_found_and_adopted_with_the_next_epoch()
    {
        Write("a", "old a");
        Assert.Equal(ScriptExit.Done, (await Begin(PlanOf(Change("a", "old a", "new a")))).Exit);
        var holder = (await File.ReadAllTextAsync(Path.Combine(State, "holder"), Cancellation)).Split(' ');
        await File.WriteAllTextAsync(Path.Combine(State, "holder"), $"{holder[0]} t1 {holder[2]} 0 - me\n", Cancellation);

        Assert.Equal(ScriptExit.Done, (await Run(EndScripts.Adopt(new TransactionHead("t2")))).Exit);

        Assert.StartsWith("2 t2 ", await File.ReadAllTextAsync(Path.Combine(State, "holder"), Cancellation), StringComparison.Ordinal);
        Assert.Equal(ScriptExit.Fenced, (await Swap()).Exit);
    }

    /// <summary>
    /// A lease of 20 s would keep out whoever comes next, and a daemon that is killed every few seconds would never heal anything.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Whoever_is_connected_is_at_work_and_whoever_has_lost_the_connection_holds_nobody_up(string shell)
    {
        Write("a", "old a");
        Begun = PlanOf(Change("a", "old a", "new a"));
        await using (var connection = await LocalShell.Open(shell))
        {
            Assert.Equal(ScriptExit.Done, (await Begin(Begun, shell: shell, over: connection)).Exit);
            var at = BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text);
            Assert.True(Assert.Single(at.Open).IsAlive);
            Assert.Null(at.Last);
        }

        Assert.False(Assert.Single(BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Open).IsAlive);
        var since = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(ScriptExit.Done, (await Run(EndScripts.Adopt(new TransactionHead("t2")), shell: shell)).Exit);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(10), $"{since.Elapsed}");
        Assert.Equal(ScriptExit.Fenced, (await Swap(shell)).Exit);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_memory_held_otherwise_before_is_kept_for_whoever_undoes_it(string shell)
    {
        Write("a", "old a");
        Drift Differs(string field, string? memory) => new()
        {
            Kind = DriftKind.Aor,
            Resource = new PjsipId(PjsipType.Aor, "250"),
            Field = field,
            Desired = $"4",
            File = $"5",
            Memory = memory is null ? null : Message.Verbatim(memory),
            Consequence = $"it differs",
        };
        var plan = PlanOf(Change("a", "old a", "new a")) with
        {
            Report = new DriftReport([Differs("max_contacts", "5"), Differs("qualify_frequency", null)], []),
        };

        Assert.Equal(ScriptExit.Done, (await Begin(plan, shell: shell)).Exit);

        var open = Assert.Single(BoxJournal.Parse((await Run(StateScript.Text, shell: shell)).Text).Open);
        Assert.Equal(["aor 250\tmax_contacts"], open.Held);
    }

    [Fact]
    public async Task Owner_mode_and_access_lists_are_kept_and_the_date_is_fresh()
    {
        Write("a", "old a");
        var path = In("etc", "a");
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
    public async Task Nothing_that_is_secret_stands_in_a_script()
    {
        Write("a", "old-secret");
        var plan = PlanOf(Change("a", "old-secret", "new-secret"));
        string[] scripts =
        [
            BeginScript.Text(Head, plan, Policy.Default),
            SwapScript.Text(Head, [.. plan.Parts], TimeSpan.FromMinutes(1)),
            UndoProgram.Text("t1", plan.Parts.Single(), Policy.Default),
        ];
        Assert.All(scripts, script => Assert.DoesNotContain("-secret", script, StringComparison.Ordinal));

        await Begin(plan);
        await Swap();
        await Confirm();
        Assert.Equal(Path.Combine(State, "history", "t1-pjsip-1-a"), await Output("grep", "-rl", "old-secret", In()));
    }
}
