using System.Text.Json;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Outcomes for scripts. Every text in them is masked.</summary>
internal static class OutcomeJson
{
    public static string Of(IEnumerable<BoxOutcome> outcomes, int exitCode) =>
        JsonSerializer.Serialize(new OutcomeShape.All(1, exitCode, [.. outcomes.Select(Box)]), CliJson.Lenient.Outcomes);

    private static OutcomeShape.Box Box(BoxOutcome outcome) => new(
        outcome.Box, outcome.Revision, outcome.Verdict, ExitCode.Of(outcome), outcome.Failure, outcome.Plan is { } plan ? Of(plan) : null)
    {
        Parts = [.. outcome.Parts.Select(p => new OutcomeShape.PartFate(p.Subject.Name, p.Fate.Event, p.Fate.Result, p.Fate.Text))],
        Steps =
        [
            .. outcome.Steps.Select(s => new OutcomeShape.Step(Kind(s), What(s), s.Result, s.Text, [.. s.Parts.Select(p => p.Name)])),
        ],
        Left = outcome.Left is { } left ? Of(left) : null,
    };

    private static string Kind(Step step) => step switch
    {
        Step.Edited => "edited",
        Step.Activated => "activated",
        Step.Transacted => "transacted",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a name"),
    };

    private static string What(Step step) => step switch
    {
        Step.Edited edited => edited.Path,
        Step.Activated activated => activated.Activation.WireName,
        Step.Transacted transacted => WireName.Of(transacted.Event),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a name"),
    };

    /// <summary>A plan, masked.</summary>
    public static OutcomeShape.Plan Of(Plan plan) => new()
    {
        Drifts = [.. plan.Report.Drifts.Select(Differing)],
        Ignored =
        [
            .. plan.Report.Ignored.Select(i => new OutcomeShape.Ignored(
                i.Drift.Resource.ToString(), i.Drift.Field, i.Drift.Desired, i.Drift.File, i.Drift.Memory, i.Reason)),
        ],
        Unknown = plan.Report.Unknown,
        Edits =
        [
            .. plan.Edits.Select(e =>
                new OutcomeShape.Edit(e.Path, e.Why, e.IsTouch, e.MaskedBefore, e.After is null ? null : e.MaskedAfter)),
        ],
        Activations = [.. plan.Activations.Select(Act)],
        Parts =
        [
            .. plan.Parts.Select(p => new OutcomeShape.Part(
                p.Subject.Name,
                [.. p.Edits.Select(e => e.Path)],
                [.. p.Activations.Select(a => a.Activation.WireName)],
                [.. p.After.Select(a => a.Name)])),
        ],
        Withheld = plan.Withheld,
        Blocked = plan.Blocked,
        Quarantined = [.. plan.Quarantined.Select(q => q.Text)],
        ManualActions = plan.ForPeople,
        Notes = [.. plan.Notes, .. plan.Troubles],
    };

    private static OutcomeShape.Differing Differing(Drift drift) => new()
    {
        Kind = drift.Kind,
        Resource = drift.Resource.ToString(),
        Field = drift.Field,
        Desired = drift.Desired,
        File = drift.File,
        Memory = drift.Memory,
        Client = drift.Client,
        Location = drift.Place?.ToString(),
        Provenance = drift.Provenance,
        Remediation = drift.Remediation,
        Origin = drift.Origin,
        TakesEffect = drift.TakesEffect,
        IsContested = drift.IsContested,
        IsQuarantined = drift.IsQuarantined,
        Reason = drift.Reason,
        Since = drift.Since,
        Writer = drift.Writer,
        Consequence = drift.Consequence,
    };

    private static OutcomeShape.Act Act(PlannedActivation planned) => new()
    {
        Activation = planned.Activation.WireName,
        Reason = planned.Reason,
        Cost = planned.Cost,
        Disturbs = planned.Disturbs,
        Channels = planned.Channels,
        Arguments = planned.Arguments,
        WaitsFor = planned.WaitsFor,
        Opens = planned.Opens,
        AlertAfterSeconds = planned.AlertAfter?.TotalSeconds,
    };
}
