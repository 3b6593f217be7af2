using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>The log by its events: a transition once, a lasting state not again, a recovery always.</summary>
public class BoxReporterTests
{
    [Fact]
    public void A_box_that_stays_in_sync_is_told_once() =>
        Assert.Equal("InSync", Events(Outcomes.InSync(), Outcomes.InSync(), Outcomes.InSync()));

    [Fact]
    public void A_new_revision_is_told_again() => Assert.Equal("InSync InSync", Events(Outcomes.InSync(), Outcomes.InSync("r2")));

    [Fact]
    public void A_drift_that_is_healed_tells_what_was_wrong_what_was_done_and_the_end() =>
        Assert.Equal("InSync DriftDetected FileChanged Activated InSync", Events(Outcomes.InSync(), Outcomes.Healed()));

    [Fact]
    public void An_unreachable_box_is_told_once_and_its_return_always() => Assert.Equal(
        "InSync ObservationFailed ObservationRecovered(2) InSync",
        Events(Outcomes.InSync(), Outcomes.Unreachable("try 1"), Outcomes.Unreachable("try 2"), Outcomes.InSync()));

    [Fact]
    public void What_waits_is_told_once() => Assert.Equal(
        "DriftDetected ActionPending FileChanged Activated ActionPendingCleared InSync",
        Events(Outcomes.Pending(), Outcomes.Pending(), Outcomes.Healed()));

    [Fact]
    public void What_waits_longer_than_the_policy_allows_is_an_alert_once() => Assert.Equal(
        "DriftDetected ActionPending ActionPendingTooLong",
        Events(Outcomes.Pending(), Outcomes.Pending(), Outcomes.Pending(), Outcomes.Pending(), Outcomes.Pending()));

    [Fact]
    public void What_was_done_without_effect_is_told_once_and_each_activation_is_a_line() => Assert.Equal(
        "DriftDetected FileChanged Activated NotVerified Activated Activated",
        Events(Outcomes.NotVerified(), Outcomes.NotVerified(), Outcomes.NotVerified()));

    [Fact]
    public void Its_effect_at_last_is_told_with_the_number_of_attempts() => Assert.Equal(
        "DriftDetected FileChanged Activated NotVerified Activated Verified(2) InSync",
        Events(Outcomes.NotVerified(), Outcomes.NotVerified(), Outcomes.InSync()));

    [Fact]
    public void The_same_cure_of_a_drift_that_came_again_is_told_again() => Assert.Equal(
        "DriftDetected FileChanged Activated InSync DriftDetected FileChanged Activated InSync",
        Events(Outcomes.Healed(), Outcomes.Healed()));

    [Fact]
    public void A_step_that_fails_again_and_again_is_one_error_and_its_success_is_told_with_the_number_of_attempts() => Assert.Equal(
        "DriftDetected StepFailed(1) Retried(2) Activated(3) InSync",
        Events(Failed("no answer"), Failed("no answer"), Outcomes.Healed() with { Steps = [Outcomes.Healed().Steps[1]] }));

    [Fact]
    public void A_step_that_fails_for_another_reason_is_told() => Assert.Equal(
        "DriftDetected StepFailed(1) StepFailed(2)", Events(Failed("no answer"), Failed("disk full")));

    [Fact]
    public void What_no_longer_waits_is_told_though_we_did_nothing() => Assert.Equal(
        "DriftDetected ActionPending ActionPendingCleared InSync", Events(Outcomes.Pending(), Outcomes.InSync()));

    [Fact]
    public void The_end_of_one_drift_is_told_while_another_lasts() => Assert.Equal(
        "DriftDetected DriftDetected DriftCleared InSync",
        Events(Drifting(Outcomes.Context, Outcomes.Context with { Field = "allow" }), Drifting(Outcomes.Context), Outcomes.InSync()));

    [Fact]
    public void A_drift_whose_wrong_value_changes_is_no_news_and_one_that_reaches_another_layer_is() => Assert.Equal(
        "DriftDetected DriftDetected",
        Events(
            Drifting(Outcomes.Context),
            Drifting(Outcomes.Context with { Memory = $"from-elsewhere" }),
            Drifting(Outcomes.Context with { File = $"from-elsewhere" }),
            Drifting(Outcomes.Context)));

    [Fact]
    public void What_needs_a_person_and_what_is_contested_have_events_of_their_own() => Assert.Equal(
        "ActionRequired Contested DriftCleared",
        Events(
            Drifting(
                Outcomes.Context with { Remediation = Remediation.Manual },
                Outcomes.Context with { Field = "allow", Remediation = Remediation.Manual, IsContested = true }),
            Drifting(Outcomes.Context with { Remediation = Remediation.Manual })));

    [Fact]
    public void The_end_of_whatever_lasts_is_told()
    {
        var plan = Outcomes.Plan("r1", Outcomes.Context) with { Blocked = [$"a cap"], Notes = [$"a note"] };
        plan = plan with { Report = plan.Report with { UnknownFacts = [new UnknownFact(Fail2banSubject.Instance, $"the jails")] } };
        Assert.Equal(
            "DriftDetected ObservationIncomplete Blocked Advisory ObservationComplete Unblocked AdvisoryCleared",
            Events(Outcomes.InSync() with { Plan = plan }, Drifting(Outcomes.Context)));
    }

    [Fact]
    public void What_cannot_be_seen_is_told_once_though_its_reason_changes()
    {
        static BoxOutcome Unseen(Message why)
        {
            var plan = Outcomes.Plan("r1");
            return Outcomes.InSync() with
            {
                Plan = plan with { Report = new([], [new UnknownFact(Fail2banSubject.Instance, $"the jails", why)]) },
            };
        }

        Assert.Equal(
            "ObservationIncomplete ObservationComplete InSync",
            Events(Unseen($"no answer within {5} s"), Unseen($"no answer within {6} s"), Outcomes.InSync()));
    }

    [Fact]
    public void An_error_of_ours_is_told_once_and_the_end_of_it_too()
    {
        var log = new EventLog();
        var reporter = new BoxReporter("matriz", log);
        reporter.OnRoundCrashed("matriz", new InvalidOperationException("here"));
        reporter.OnRoundCrashed("matriz", new InvalidOperationException("here"));
        reporter.OnRoundCrashed("matriz", new InvalidOperationException("there"));
        reporter.OnRoundEnded(Reports.Of(Outcomes.InSync()));

        Assert.Equal("RoundCrashed RoundCrashed RoundRecovered(3) InSync", log.ToString());
    }

    [Fact]
    public void What_was_done_is_told_in_its_order_and_files_of_one_fate_in_one_line()
    {
        var healed = Outcomes.Healed();
        Assert.Equal(
            "DriftDetected FileChanged Activated RolledBack",
            Events(healed with
            {
                Steps =
                [
                    new Step.Edited("/etc/a", StepResult.Done, $"written"),
                    new Step.Edited("/etc/b", StepResult.Done, $"written"),
                    healed.Steps[1],
                    new Step.Transacted(TransactionEvent.RolledBack, StepResult.Done, $"not proved"),
                ],
                Left = healed.Plan,
            }));
    }

    [Fact]
    public void What_is_in_quarantine_is_told_once_by_its_rollback_or_by_whoever_comes_later_and_its_end_always()
    {
        var quarantined = Outcomes.InSync() with
        {
            Plan = Outcomes.Plan("r1", Outcomes.Context with { Remediation = Remediation.Manual, IsQuarantined = true }) with
            {
                Quarantined = [new($"pjsip: endpoint 250", $"pjsip: endpoint 250 was rolled back")],
            },
        };
        var rolledBack = quarantined with { Steps = [new Step.Transacted(TransactionEvent.RolledBack, StepResult.Done, $"not proved")] };
        Assert.Equal("RolledBack QuarantineCleared InSync", Events(rolledBack, quarantined, Outcomes.InSync()));
        Assert.Equal("Quarantined QuarantineCleared InSync", Events(quarantined, quarantined, Outcomes.InSync()));
    }

    [Fact]
    public void Each_change_that_stands_is_told_also_right_after_another()
    {
        var confirmed = Outcomes.Healed() with
        {
            Steps = [new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, $"verified and confirmed")],
        };
        Assert.Equal(
            "DriftDetected Confirmed InSync DriftDetected Confirmed InSync",
            Events(confirmed with { Plan = Outcomes.Plan("r1", Outcomes.Context) }, confirmed));
    }

    [Fact]
    public void A_client_that_sees_what_memory_has_wrong_is_no_other_drift() => Assert.Equal(
        "DriftDetected", Events(Drifting(Outcomes.Context), Drifting(Outcomes.Context with { Client = $"chan_sip answers" })));

    private static BoxOutcome Drifting(params Drift[] drifts) => Outcomes.InSync() with { Plan = Outcomes.Plan("r1", drifts) };

    private static BoxOutcome Failed(string cause) => Drifting(Outcomes.Context) with
    {
        Left = Outcomes.Plan("r1", Outcomes.Context),
        Steps = [new Step.Activated(PjsipActivations.Reload, StepResult.Failed, $"{cause}")],
    };

    private static string Events(params BoxOutcome[] outcomes)
    {
        var log = new EventLog();
        var time = new FakeTimeProvider();
        var reporter = new BoxReporter("matriz", log);
        PendingAction? pending = null;
        foreach (var outcome in outcomes)
        {
            var report = Reports.Of(outcome, time.GetUtcNow(), pending);
            pending = report.Pending;
            reporter.OnRoundEnded(report);
            time.Advance(TimeSpan.FromMinutes(50));
        }

        return log.ToString();
    }
}
