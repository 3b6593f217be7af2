using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>A statement about a box after a round, with its reason. What was not observed is Unknown, never True.</summary>
internal sealed record Condition(ConditionType Type, ConditionStatus Status, Message Reason)
{
    /// <summary>All conditions of a box, in the order of <see cref="ConditionType"/>.</summary>
    public static IReadOnlyList<Condition> Of(BoxOutcome outcome)
    {
        var reachable = Reachable(outcome);
        var inSync = InSync(outcome);
        var healthy = Healthy(outcome);
        Condition[] needed = [reachable, inSync, healthy];
        var ready = Array.Find(needed, c => c.Status == ConditionStatus.False)
            ?? Array.Find(needed, c => c.Status == ConditionStatus.Unknown)
            ?? reachable;
        return
        [
            ready with { Type = ConditionType.Ready }, reachable, inSync, healthy, Pending(outcome), Stalled(outcome), Contested(outcome),
            Quarantined(outcome), Suspended(outcome),
        ];
    }

    private static Condition Reachable(BoxOutcome outcome) => outcome.Failure is { } failure
        ? new(ConditionType.Reachable, ConditionStatus.False, failure.Message)
        : new(ConditionType.Reachable, ConditionStatus.True, $"observed");

    private static Condition InSync(BoxOutcome outcome)
    {
        if (outcome.Failure is not null || outcome.Newest is not { } plan)
        {
            return Unknown(ConditionType.InSync, outcome);
        }

        return !plan.Report.Drifts.IsEmpty ? new(ConditionType.InSync, ConditionStatus.False, DriftCount.Words(plan))
            : !plan.Report.Unknown.IsEmpty ? new(ConditionType.InSync, ConditionStatus.Unknown, plan.Report.Unknown[0])
            : new(ConditionType.InSync, ConditionStatus.True, $"no layer differs");
    }

    private static Condition Healthy(BoxOutcome outcome) => outcome.Failure is null && outcome.Seen is { } seen
        ? seen.Asterisk switch
        {
            AsteriskLife.Running when outcome.Newest?.Report.Drifts.FirstOrDefault(IsFault) is { } fault =>
                new(ConditionType.Healthy, ConditionStatus.False, $"{fault.Subject}: {fault.Consequence}"),
            AsteriskLife.Running when !seen.Client.Answers.TryGet(out var answers) || answers == WebSocketAnswer.Pjsip =>
                new(ConditionType.Healthy, ConditionStatus.True, $"Asterisk runs and answers"),
            AsteriskLife.Running =>
                new(ConditionType.Healthy, ConditionStatus.False, $"PJSIP does not answer softphones on the WebSocket"),
            _ => new(ConditionType.Healthy, ConditionStatus.False, $"Asterisk is {seen.Asterisk.ToString().ToLowerInvariant()}"),
        }
        : Unknown(ConditionType.Healthy, outcome);

    // What runs as the desired state says, and serves nobody.
    private static bool IsFault(Drift drift) => drift is { Remediation: Remediation.Manual, Resource: PjsipPortId }
        or { Remediation: Remediation.Manual, Kind: DriftKind.Pjsip, Field: RegistrationDrifts.Field };

    private static Condition Contested(BoxOutcome outcome) => outcome.Newest is not { } plan ? Unknown(ConditionType.Contested, outcome)
        : plan.Report.Drifts.FirstOrDefault(d => d.IsContested) is { } drift
            ? new(ConditionType.Contested, ConditionStatus.True, $"{drift.Name}: {drift.Consequence}")
            : new(ConditionType.Contested, ConditionStatus.False, $"nobody reverts a repair");

    private static Condition Quarantined(BoxOutcome outcome) => outcome.Journal is null ? Unknown(ConditionType.Quarantined, outcome)
        : outcome.Newest?.Quarantined.FirstOrDefault()?.Text is { } why
            ? new(ConditionType.Quarantined, ConditionStatus.True, why)
            : new(ConditionType.Quarantined, ConditionStatus.False, $"no change of the desired revision was rolled back on this box");

    private static Condition Suspended(BoxOutcome outcome) => outcome.Suspended is { } reason
        ? new(ConditionType.Suspended, ConditionStatus.True, reason)
        : new(ConditionType.Suspended, ConditionStatus.False, $"not suspended");

    private static Condition Pending(BoxOutcome outcome) => outcome.Newest is null ? Unknown(ConditionType.ActionPending, outcome)
        : outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending && !ForPerson(s)) is { } step
            ? new(ConditionType.ActionPending, ConditionStatus.True, step.Text)
            : new(ConditionType.ActionPending, ConditionStatus.False, $"no action is pending");

    private static Condition Stalled(BoxOutcome outcome) => outcome.Newest is not { } plan ? Unknown(ConditionType.Stalled, outcome)
        : Staller(outcome, plan) is { } reason
            ? new(ConditionType.Stalled, ConditionStatus.True, reason)
            : new(ConditionType.Stalled, ConditionStatus.False, $"no action of a person is required");

    // What no time alone resolves; null for nothing.
    private static Message? Staller(BoxOutcome outcome, Plan plan)
    {
        if (outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending && ForPerson(s)) is { } step)
        {
            return step.Text;
        }

        if (outcome.Journal?.Open.Any(p => p.IsWaiting) == true)
        {
            return $"a change waits for confirmation: reconciler confirm {outcome.Box}";
        }

        return plan.Quarantined.FirstOrDefault()?.Text
            ?? plan.ForPeople.FirstOrDefault()
            ?? (outcome.Seen?.Asterisk == AsteriskLife.Booting ? null : plan.Blocked.FirstOrDefault())
            ?? (plan.HasWork ? plan.Withheld : null);
    }

    private static Condition Unknown(ConditionType type, BoxOutcome outcome) =>
        new(type, ConditionStatus.Unknown, outcome.Failure?.Message ?? $"not observed");

    private static bool ForPerson(Step step) =>
        step is Step.Transacted { Event: TransactionEvent.WaitsForConfirmation or TransactionEvent.Refused };
}
