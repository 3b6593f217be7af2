using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

public class ExitCodeTests
{
    [Theory]
    [InlineData(0, (int)Verdict.Converged)]
    [InlineData(2, (int)Verdict.Drift)]
    [InlineData(5, (int)Verdict.Blocked)]
    [InlineData(4, (int)Verdict.Failed)]
    [InlineData(2, (int)Verdict.Converged, (int)Verdict.Drift)]
    [InlineData(5, (int)Verdict.Drift, (int)Verdict.Blocked, (int)Verdict.Converged)]
    [InlineData(4, (int)Verdict.Blocked, (int)Verdict.Failed, (int)Verdict.Drift)]
    [InlineData(0)]
    public void Is_that_of_the_worst_box(int code, params int[] verdicts) =>
        Assert.Equal(code, ExitCode.Of(verdicts.Select(v => (Verdict)v)));

    [Theory]
    [InlineData(true, "refused", false, 3)]
    [InlineData(false, "the source cannot be had", false, 1)]
    [InlineData(false, null, false, 0)]
    [InlineData(false, null, true, 9)]
    [InlineData(true, "refused", true, 3)]
    public void Whoever_pushed_a_revision_that_is_refused_is_told_by_the_exit_code_of_sync(
        bool refused, string? trouble, bool ranOut, int code)
    {
        var status = new FleetStatus("1", "s", "r1", trouble, default, []) { IsRefused = refused };

        Assert.Equal(code, ExitCode.OfSync(new ControlReply { TimedOut = ranOut, Status = status }, waited: false));
    }

    [Fact]
    public void A_box_is_judged_by_what_is_left()
    {
        Assert.Equal(Verdict.Converged, Outcomes.InSync().Verdict);
        Assert.Equal(Verdict.Converged, Outcomes.Healed().Verdict);
        Assert.Equal(Verdict.Failed, Outcomes.NotVerified().Verdict);
        Assert.Equal(Verdict.Blocked, Outcomes.Pending().Verdict);
        Assert.Equal(Verdict.Failed, Outcomes.Unreachable().Verdict);
        Assert.Equal(Verdict.Drift, (Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context) }).Verdict);
    }

    // Asterisk was killed in the middle and came back: tried on a box.
    [Theory]
    [InlineData(TransactionEvent.Confirmed, StepResult.Done, false, Verdict.Converged)]
    [InlineData(TransactionEvent.Confirmed, StepResult.Failed, false, Verdict.RolledBack)] // proved, and its journal could not be closed
    [InlineData(TransactionEvent.Confirmed, StepResult.Done, true, Verdict.RolledBack)] // the others of its objects
    [InlineData(TransactionEvent.RolledBack, StepResult.Done, false, Verdict.RolledBack)]
    internal void What_a_later_try_of_the_same_round_proved_is_not_rolled_back(
        TransactionEvent last, StepResult result, bool holdsSomething, Verdict verdict)
    {
        Step[] steps =
        [
            new Step.Activated(PjsipActivations.Reload, StepResult.Failed, $"Unable to connect") { Parts = [PjsipSubject.Instance] },
            new Step.Transacted(TransactionEvent.RolledBack, StepResult.Done, $"pjsip: not proved") { Parts = [PjsipSubject.Instance] },
            new Step.Transacted(last, result, $"pjsip") { Parts = [PjsipSubject.Instance] },
        ];
        var left = Outcomes.InSync().Plan!;
        var outcome = Outcomes.InSync() with
        {
            Steps = [.. steps],
            Left = holdsSomething
                ? Outcomes.Plan("r1", Outcomes.Context with { IsQuarantined = true, Remediation = Remediation.Manual })
                : left,
        };

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal(verdict == Verdict.RolledBack ? [PjsipSubject.Instance] : [], outcome.RolledBack);
    }
}
