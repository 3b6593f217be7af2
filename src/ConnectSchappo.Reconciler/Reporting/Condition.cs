using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>A statement about a box after a round, with its reason in words. What was not looked at is Unknown, never True.</summary>
internal sealed record Condition(ConditionType Type, ConditionStatus Status, string Reason)
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
        return [ready with { Type = ConditionType.Ready }, reachable, inSync, healthy, Pending(outcome), Stalled(outcome), Contested(outcome), Quarantined(outcome), Suspended(outcome)];
    }

    private static Condition Reachable(BoxOutcome outcome) => outcome.Failure switch
    {
        null => new(ConditionType.Reachable, ConditionStatus.True, "looked at"),
        { } failure => new(ConditionType.Reachable, ConditionStatus.False, failure.Message),
    };

    private static Condition InSync(BoxOutcome outcome)
    {
        if (outcome.Failure is { } failure || outcome.Newest is not { } plan)
        {
            return new(ConditionType.InSync, ConditionStatus.Unknown, outcome.Failure?.Message ?? "not looked at");
        }

        return !plan.Report.Drifts.IsEmpty ? new(ConditionType.InSync, ConditionStatus.False, $"{plan.Report.Drifts.Count} drift(s)")
            : !plan.Report.Unknown.IsEmpty ? new(ConditionType.InSync, ConditionStatus.Unknown, plan.Report.Unknown[0].In(Language.English))
            : new(ConditionType.InSync, ConditionStatus.True, "no layer differs");
    }

    private static Condition Healthy(BoxOutcome outcome) => outcome.Failure is null && outcome.Seen is { } seen
        ? seen.Asterisk switch
        {
            AsteriskLife.Running when outcome.Newest?.Report.Drifts.FirstOrDefault(IsFault) is { } fault =>
                new(ConditionType.Healthy, ConditionStatus.False, $"{fault.Subject}: {fault.Consequence}"),
            AsteriskLife.Running when !seen.Client.Answers.TryGet(out var answers) || answers == WebSocketAnswer.Pjsip =>
                new(ConditionType.Healthy, ConditionStatus.True, "Asterisk runs and answers"),
            AsteriskLife.Running => new(ConditionType.Healthy, ConditionStatus.False, "no softphone is answered by PJSIP on the WebSocket"),
            _ => new(ConditionType.Healthy, ConditionStatus.False, $"Asterisk is {seen.Asterisk.ToString().ToLowerInvariant()}"),
        }
        : new(ConditionType.Healthy, ConditionStatus.Unknown, outcome.Failure?.Message ?? "not looked at");

    // What runs as the desired state says, and serves nobody.
    private static bool IsFault(Drift drift) => drift is { Remediation: Remediation.Manual, Resource: PjsipPortId } or { Remediation: Remediation.Manual, Kind: DriftKind.Pjsip, Field: RegistrationDrifts.Field };

    private static Condition Contested(BoxOutcome outcome) => outcome.Newest is not { } plan
        ? new(ConditionType.Contested, ConditionStatus.Unknown, outcome.Failure?.Message ?? "not looked at")
        : plan.Report.Drifts.FirstOrDefault(d => d.IsContested) is { } drift
            ? new(ConditionType.Contested, ConditionStatus.True, $"{drift.Name}: {drift.Consequence}")
            : new(ConditionType.Contested, ConditionStatus.False, "nobody puts anything back");

    private static Condition Quarantined(BoxOutcome outcome) => outcome.Journal is null
        ? new(ConditionType.Quarantined, ConditionStatus.Unknown, outcome.Failure?.Message ?? "not looked at")
        : outcome.Newest?.Quarantined.FirstOrDefault()?.Text.In(Language.English) is { } why
            ? new(ConditionType.Quarantined, ConditionStatus.True, why)
            : new(ConditionType.Quarantined, ConditionStatus.False, "nothing that is wanted was rolled back here");

    private static Condition Suspended(BoxOutcome outcome) => outcome.Suspended is { } reason
        ? new(ConditionType.Suspended, ConditionStatus.True, reason)
        : new(ConditionType.Suspended, ConditionStatus.False, "nobody suspended it");

    private static Condition Pending(BoxOutcome outcome) => outcome.Newest is null
        ? new(ConditionType.ActionPending, ConditionStatus.Unknown, outcome.Failure?.Message ?? "not looked at")
        : outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending && !ForPerson(s)) is { } step
            ? new(ConditionType.ActionPending, ConditionStatus.True, step.Text)
            : new(ConditionType.ActionPending, ConditionStatus.False, "nothing waits");

    private static Condition Stalled(BoxOutcome outcome)
    {
        if (outcome.Newest is not { } plan)
        {
            return new(ConditionType.Stalled, ConditionStatus.Unknown, outcome.Failure?.Message ?? "not looked at");
        }

        var reason = outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending && ForPerson(s))?.Text
            ?? (outcome.Journal?.Open.Any(p => p.IsWaiting) == true ? "a change waits for somebody to confirm it: reconciler confirm" : null)
            ?? (plan.Quarantined.FirstOrDefault()?.Text
                ?? plan.ForPeople.FirstOrDefault()
                ?? (outcome.Seen?.Asterisk == AsteriskLife.Booting ? null : plan.Blocked.FirstOrDefault())
                ?? (plan.HasWork ? plan.Withheld : null))?.In(Language.English);
        return reason is null
            ? new(ConditionType.Stalled, ConditionStatus.False, "nobody is needed")
            : new(ConditionType.Stalled, ConditionStatus.True, reason);
    }

    private static bool ForPerson(Step step) => step is Step.Transacted { Event: TransactionEvent.WaitsForConfirmation or TransactionEvent.Refused };
}
