using System.Text;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>What a person reads of a plan.</summary>
public class OutcomeTextTests
{
    [Fact]
    public void The_plan_of_a_factory_box_fits_a_screen()
    {
        var lines = Text(SimulatedBox.Factory()).TrimEnd().Split('\n').Sum(l => 1 + ((l.Length - 1) / 120));

        Assert.InRange(lines, 20, 45);
    }

    [Fact]
    public void Many_of_a_kind_are_told_by_their_number()
    {
        var state = SimulatedBox.SampleState().Replace(
            "extensions:",
            "extensions:\n" + string.Join('\n', Enumerable.Range(300, 200)
                .Select(n => $"  \"{n}\": {{profile: webrtc, name: A, password: {{secret: softphone-250}}}}")),
            StringComparison.Ordinal);
        var text = Text(SimulatedBox.Factory(state));

        Assert.Contains("and 197 more of kind endpoint: endpoint 305, ", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Length < 60, text);
    }

    [Fact]
    public void A_restart_that_waits_says_for_what_and_what_it_would_cut()
    {
        var box = SimulatedBox.Factory();
        box.Channels = 2;

        Assert.Contains(
            "waits for 2 channels in progress to end; alert after 2:00 h, never forced; apply --now restarts at once and drops 2 channels",
            Text(box), StringComparison.Ordinal);
    }

    [Fact]
    public void Asked_for_now_it_says_whom_it_cuts()
    {
        var box = SimulatedBox.Factory();
        box.Channels = 2;
        box.Desired = box.Desired with { Policy = box.Desired.Policy.Hastened() };

        var text = Text(box);

        Assert.Contains("DROPS 2 channels in progress", text, StringComparison.Ordinal);
        Assert.Contains("note: a person asked for --now", text, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_put_right_is_not_listed_again_and_what_is_left_is()
    {
        var healed = OutcomeText.Of(Outcomes.Healed(), diff: false);
        Assert.DoesNotContain("from-nowhere", healed, StringComparison.Ordinal);
        Assert.DoesNotContain("  ~ ", healed, StringComparison.Ordinal);
        Assert.Contains("  done    module reload res_pjsip.so: done\n", healed, StringComparison.Ordinal);

        Assert.Contains("  left: endpoint 250 context: ", OutcomeText.Of(Outcomes.NotVerified(), diff: false), StringComparison.Ordinal);
        Assert.Contains(
            "  ~ endpoint 250: ", OutcomeText.Of(Outcomes.Pending() with { Left = null, Steps = [] }, diff: false),
            StringComparison.Ordinal);
    }

    /// <summary>A committer, a box and another user write each of these texts.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nobody_but_the_program_begins_a_line_of_a_plan_or_of_what_was_done(bool wasApplied)
    {
        const string evil = "x\nmatriz: in sync with revision forged\r\u001b[2J\u2028\u202e";
        var drift = Outcomes.Context with
        {
            Resource = new PjsipId(PjsipType.Endpoint, evil),
            Field = evil,
            Desired = Message.Verbatim(evil),
            File = Message.Verbatim(evil),
            Place = new ConfPlace(evil, 1, 1),
            Reason = Message.Verbatim(evil),
            Writer = Message.Verbatim(evil),
            Consequence = Message.Verbatim(evil),
        };
        var edit = new FileEdit
        {
            Subject = PjsipSubject.Instance,
            Path = evil,
            Original = new SensitiveBytes(Encoding.UTF8.GetBytes($"; {evil}")),
            After = new SensitiveBytes(Encoding.UTF8.GetBytes($";; {evil}")),
            Why = Message.Verbatim(evil),
        };
        var plan = Outcomes.Plan("r1", drift) with
        {
            Report = new DriftReport([drift], [new UnknownFact(HttpSubject.Instance, Message.Verbatim(evil))])
            {
                Ignored = [new IgnoredDrift(drift, Message.Verbatim(evil))],
            },
            Edits = [edit],
            Activations =
            [
                new PlannedActivation(
                    AsteriskActivations.Restart, Message.Verbatim(evil), Message.Verbatim(evil), [evil], Message.Verbatim(evil))
                {
                    Serves = [PjsipSubject.Instance],
                },
            ],
            Blocked = [Message.Verbatim(evil)],
            Quarantined = [new QuarantinedChange(Message.Verbatim(evil), Message.Verbatim(evil))],
            Notes = [Message.Verbatim(evil)],
            Withheld = Message.Verbatim(evil),
        };
        var outcome = new BoxOutcome
        {
            Box = "matriz",
            Revision = evil,
            Plan = plan,
            Left = wasApplied ? plan : null,
            Steps = wasApplied
                ?
                [
                    new Step.Edited(evil, StepResult.Done, $"{evil}"),
                    new Step.Transacted(TransactionEvent.RolledBack, StepResult.Failed, $"{evil}") { Parts = [PjsipSubject.Instance] },
                ]
                : [],
        };

        foreach (var line in OutcomeText.Of(outcome, diff: true).TrimEnd().Split('\n').Index())
        {
            Assert.StartsWith(line.Index == 0 ? "matriz: " : "  ", line.Item, StringComparison.Ordinal);
            Assert.DoesNotContain(line.Item, c => char.IsControl(c) || c is '\u2028' or '\u202e');
        }
    }

    [Fact]
    public void The_diff_of_an_edit_shows_every_line_that_goes_or_comes()
    {
        var edit = new FileEdit
        {
            Subject = PjsipSubject.Instance,
            Path = "/etc/asterisk/pjsip.conf",
            Original = new SensitiveBytes("[a]\n-- gone --\n"u8.ToArray()),
            After = new SensitiveBytes("[a]\n++ new ++\n"u8.ToArray()),
            Why = $"the line",
        };
        var outcome = Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context) with { Edits = [edit] } };

        var text = OutcomeText.Of(outcome, diff: true);

        Assert.Contains("      --- gone --\n", text, StringComparison.Ordinal);
        Assert.Contains("      +++ new ++\n", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("---").Length - 1);
    }

    private static string Text(SimulatedBox box) =>
        OutcomeText.Of(new BoxOutcome { Box = "matriz", Revision = "r1", Plan = box.Plan(), Seen = box.Observe() }, diff: false);
}
