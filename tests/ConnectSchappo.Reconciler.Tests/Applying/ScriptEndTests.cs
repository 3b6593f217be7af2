using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Shell;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>
/// How the scripts of a transaction can end, by the contracts of their files, is known to whoever reads it; what nobody foresaw is told by
/// its number.
/// </summary>
public sealed class ScriptEndTests
{
    private static readonly (string Scripts, Func<ScriptReply, object> Reader)[] Readers =
    [
        ("^(begin|swap|adopt)$", reply => PlanApplication.Refusal([PjsipSubject.Instance], reply)),
        ("^(undo|undo, the program of .*|close)$", PlanApplication.StateAfter),
        ("^activate .*", reply => Transaction.Activated(PjsipActivations.Reload, reply)),
    ];

    public static TheoryData<string, string> Ends
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (name, text) in EveryScript.Posix.Where(s => Readers.Any(r => Regex.IsMatch(s.Key, r.Scripts))))
            {
                var exits = EveryScript.FilesOf(text).SelectMany(f => EveryScript.Exits(EveryScript.Files[f])).Distinct().Order();
                foreach (var exit in IsOfParts(text) ? exits.Concat([ScriptExit.Cut, ScriptExit.Unforeseen]) : exits)
                {
                    all.Add(name, exit.ToString());
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_scripts_end_is_known_to_whoever_reads_it(string script, string exit)
    {
        var reply = new ScriptReply(Enum.Parse<ScriptExit>(exit), "ended=1\n", "why");

        Assert.NotNull(Assert.Single(Readers, r => Regex.IsMatch(script, r.Scripts)).Reader(reply));
    }

    [Theory]
    [InlineData("begin", ScriptExit.CallsInProgress)]
    [InlineData("undo", ScriptExit.Moved)]
    [InlineData("activate Restart", ScriptExit.Unfinished)]
    public void An_end_of_another_script_is_a_failure_by_its_number(string script, object exit)
    {
        var reply = new ScriptReply((ScriptExit)exit, "", "why");

        var failure = Assert.Throws<BoxFailure>(() => Assert.Single(Readers, r => Regex.IsMatch(script, r.Scripts)).Reader(reply));

        Assert.Equal(BoxFailureKind.Unexpected, failure.Kind);
        Assert.Equal($"A script on the box ended with the unexpected exit code {(int)exit}: why", failure.Message);
    }

    [Fact]
    public void A_number_that_is_none_of_ours_is_a_failure_of_a_script_and_of_a_part_its_own()
    {
        Assert.Contains("exit code 3:", Assert.Throws<BoxFailure>(() => ScriptReply.Of(3, default, "")).Message, StringComparison.Ordinal);

        Subject[] parts = [HttpSubject.Instance, PjsipSubject.Instance, ChanSipSubject.Instance];
        var reply = new ScriptReply(
            ScriptExit.Done, "\n@part transaction=t1 part=http exit=0\ncannot fork\n\n@part transaction=t1 part=pjsip exit=2\n", "");

        var replies = PartScript.Read(new TransactionHead("t1"), reply, parts);

        Assert.Equal([ScriptExit.Done, ScriptExit.Unforeseen, ScriptExit.Cut], parts.Select(p => replies[p].Exit));
        Assert.Equal("it ended with exit code 2: cannot fork", replies[PjsipSubject.Instance].Brief.ToString());
    }

    [Fact]
    public void A_command_that_failed_is_told_with_its_own_number()
    {
        var reply = new ScriptReply(ScriptExit.CommandFailed, "No such module\nended=1\n", "");

        Assert.Equal("No such module (exit code 1)", Transaction.Activated(PjsipActivations.Reload, reply).Text.ToString());
    }

    private static bool IsOfParts(string script) => script.Contains("\nrun_part '", StringComparison.Ordinal);
}
