using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>What is done to a box is told while it is done, once, and with its transaction.</summary>
public class LiveLogTests
{
    private readonly EventLog log = new();
    private readonly BoxReporter reporter;

    public LiveLogTests() => reporter = new BoxReporter("matriz", log);

    [Fact]
    public void Each_step_is_told_before_the_next_one_and_none_again_at_the_end_of_the_round()
    {
        var (round, steps) = Round(Outcomes.Healed(), "t1");
        steps.Begin(Outcomes.Healed().Plan!);
        Assert.Equal("DriftDetected ChangeBegun", log.ToString());
        steps.AddAll([Edited("/etc/a"), Edited("/etc/b")]);
        Assert.Equal("DriftDetected ChangeBegun FileChanged", log.ToString());
        steps.Add(Reloaded);
        Assert.Equal("DriftDetected ChangeBegun FileChanged Activated", log.ToString());
        steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, $"verified and confirmed"));

        reporter.OnRoundEnded(Reports.Of(round.Outcome));

        Assert.Equal("DriftDetected ChangeBegun FileChanged Activated Confirmed InSync", log.ToString());
        Assert.Equal([null, "t1", "t1", "t1", "t1", null], log.Transactions);
    }

    [Fact]
    public void A_daemon_that_is_killed_after_the_first_file_has_told_what_it_began()
    {
        var (_, steps) = Round(Outcomes.Healed(), "t1");
        steps.Begin(Outcomes.Healed().Plan!);
        Assert.Equal("matriz: transaction t1 begins for revision r1: module reload res_pjsip.so (for pjsip)", log.Messages[^1]);
    }

    [Fact]
    public void What_is_done_again_in_vain_is_told_once_and_every_activation_each_time()
    {
        Vain("t1", Reloaded);
        Vain("t2", Reloaded);
        Assert.Equal("DriftDetected ChangeBegun Activated NotVerified Activated", log.ToString());
        Vain("t3", Reloaded, new Step.Activated(ChanSipActivations.Reload, StepResult.Done, $"done"));
        Assert.Equal("DriftDetected ChangeBegun Activated NotVerified Activated Activated Activated", log.ToString());
    }

    [Fact]
    public void A_try_that_another_one_follows_is_told_with_the_round_alone()
    {
        var (round, steps) = Round(Outcomes.Healed(), "t1");
        steps.Add(new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"somebody was faster"));
        Assert.Equal("", log.ToString());
        reporter.OnRoundEnded(Reports.Of(round.Outcome with { Left = round.Outcome.Plan }));
        Assert.Equal("DriftDetected TransactionRefused", log.ToString());
    }

    [Fact]
    public void What_became_of_an_earlier_transaction_is_told_under_its_id()
    {
        var (_, steps) = Round(Outcomes.InSync(), "t2");
        steps.Add(new Step.Transacted(TransactionEvent.Undone, StepResult.Done, $"undone") { Transaction = "t1" });
        steps.Add(new Step.Transacted(TransactionEvent.RolledBackByWatchdog, StepResult.Done, $"undone") { Transaction = "t0" });
        Assert.Equal(["t1", "t0"], log.Transactions);
    }

    [Fact]
    public void A_restart_that_undoes_a_change_is_not_said_to_be_for_it()
    {
        var (_, steps) = Round(Outcomes.Healed(), "t1");
        steps.Add(new Step.Activated(PjsipActivations.Reload, StepResult.Done, $"done, to undo a change") { Channels = 3, Undoes = true });
        Assert.Equal("matriz: module reload res_pjsip.so: done, to undo a change, for the rollback; channels up: 3", log.Messages[^1]);
    }

    private static Step.Activated Reloaded => new(PjsipActivations.Reload, StepResult.Done, $"done");

    private static Step.Edited Edited(string path) => new(path, StepResult.Done, $"written");

    private void Vain(string transaction, params Step[] done)
    {
        var (round, steps) = Round(Outcomes.NotVerified(), transaction);
        steps.Begin(Outcomes.Healed().Plan!);
        foreach (var step in done.Append(new Step.Transacted(TransactionEvent.NotVerified, StepResult.Failed, $"pjsip: not proved")))
        {
            steps.Add(step);
        }

        reporter.OnRoundEnded(Reports.Of(round.Outcome));
    }

    private (RoundRecorder Round, TransactionSteps Steps) Round(BoxOutcome like, string transaction)
    {
        var round = new RoundRecorder(like with { Steps = [] }, reporter);
        return (round, new TransactionSteps(new TransactionHead(transaction), round));
    }
}
