using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Outcomes for scripts: version 1 of a shape that only grows. Every text in it is masked.</summary>
internal static class OutcomeJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new EnglishMessage(), WireName.Converter },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(IEnumerable<BoxOutcome> outcomes, int exitCode) =>
        JsonSerializer.Serialize(new { Version = 1, ExitCode = exitCode, Boxes = outcomes.Select(Box) }, Options);

    private static object Box(BoxOutcome outcome) => new
    {
        outcome.Box,
        outcome.Revision,
        outcome.Verdict,
        ExitCode = ExitCode.Of(outcome),
        outcome.Failure,
        Plan = outcome.Plan is { } plan ? Of(plan) : null,
        Parts = outcome.Parts.Select(p => new { Subject = p.Subject.Name, p.Fate.Event, p.Fate.Result, p.Fate.Text }),
        Steps = outcome.Steps.Select(s => new { Kind = Kind(s), What = What(s), s.Result, s.Text, Parts = s.Parts.Select(p => p.Name) }),
        Left = outcome.Left is { } left ? Of(left) : null,
    };

    private static string Kind(Applying.Step step) => step switch
    {
        Applying.Step.Edited => "edited",
        Applying.Step.Activated => "activated",
        Applying.Step.Transacted => "transacted",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a name"),
    };

    private static string What(Applying.Step step) => step switch
    {
        Applying.Step.Edited edited => edited.Path,
        Applying.Step.Activated activated => activated.Activation.WireName,
        Applying.Step.Transacted transacted => WireName.Of(transacted.Event),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a name"),
    };

    /// <summary>A plan, masked.</summary>
    public static object Of(Plan plan) => new
    {
        Drifts = plan.Report.Drifts.Select(d => new
        {
            d.Kind,
            Resource = d.Resource.ToString(),
            d.Field,
            d.Desired,
            d.File,
            d.Memory,
            d.Client,
            Location = d.Place?.ToString(),
            d.Provenance,
            d.Remediation,
            d.Origin,
            d.TakesEffect,
            d.IsContested,
            d.IsQuarantined,
            d.Reason,
            d.Since,
            d.Writer,
            d.Consequence,
        }),
        Ignored = plan.Report.Ignored.Select(i => new
        {
            Resource = i.Drift.Resource.ToString(),
            i.Drift.Field,
            i.Drift.Desired,
            i.Drift.File,
            i.Drift.Memory,
            i.Reason,
        }),
        plan.Report.Unknown,
        Edits = plan.Edits.Select(e => new
        {
            e.Path,
            e.Why,
            e.IsTouch,
            Before = e.MaskedBefore,
            After = e.After is null ? null : e.MaskedAfter,
        }),
        Activations = plan.Activations.Select(a => new
        {
            Activation = a.Activation.WireName,
            a.Reason,
            a.Cost,
            a.Disturbs,
            a.Channels,
            a.Arguments,
            a.WaitsFor,
            a.Opens,
            AlertAfterSeconds = a.AlertAfter?.TotalSeconds,
        }),
        Parts = plan.Parts.Select(p => new
        {
            Subject = p.Subject.Name,
            Edits = p.Edits.Select(e => e.Path),
            Activations = p.Activations.Select(a => a.Activation.WireName),
            After = p.After.Select(a => a.Name),
        }),
        plan.Withheld,
        plan.Blocked,
        Quarantined = plan.Quarantined.Select(q => q.Text),
        ManualActions = plan.ForPeople,
        Notes = plan.Notes.Concat(plan.Troubles),
    };
}
