using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The status of boxes for a person.</summary>
internal static class StatusText
{
    private const string None = "-";

    private static readonly string[] Heads =
        ["BOX", "READY", "STATE", "DRIFTS", "CALLS", "DESIRED", "APPLIED", "OBSERVED", "WAITS FOR"];

    public static string Of(FleetStatus status)
    {
        var text = new PlainLines().Add(
            $"reconciler {status.Program}: revision {RevisionName.Short(status.Revision)} of {status.Source} is in force "
            + $"for {BoxCount.Words(status.Boxes.Count)}");
        if (status.SourceProblem is { } problem)
        {
            text.Add($"  {problem}");
        }

        if (status.Boxes.Count > 0)
        {
            text.Add("");
            TextTable.Add(text, Heads, [.. status.Boxes.Select(b => Row(b, status.Now))]);
        }
        else if (status.SourceProblem is null)
        {
            text.Add($"  No box yet: add one to {status.Source}. To begin with what a live box has:")
                .Add("  reconciler import reconciler@ADDRESS --name NAME");
        }

        return text.ToString();
    }

    /// <summary>Everything about one box.</summary>
    public static string OfBox(BoxStatus box, DateTimeOffset now)
    {
        var text = new PlainLines().Add($"{box.Box} ({box.Address}): {State(box)}");
        Line(text, "desired", RevisionName.Short(box.DesiredRevision));
        Line(text, "applied", box.AppliedRevision is { } applied
            ? $"{RevisionName.Short(applied)}, last in sync {Ago(box.LastInSync, now)}"
            : "unknown (never in sync since the daemon started)");
        Line(text, "observed", box.NextObservation is { } next
            ? $"{Ago(box.LastObservation, now)}, next in {Brief(next - now)}"
            : $"{Ago(box.LastObservation, now)}; an observation is in progress");
        Line(text, "calls", box.Calls is { } calls ? ChannelCount.Words(calls).ToString() : "unknown");
        Line(text, "failure", box.Failure?.ToString());
        Line(text, "backoff", box.BackoffUntil is { } until
            ? $"next connection at {until:u}, because several in a row failed; to connect now: reconciler sync"
            : null);
        Line(text, "suspended", box.Suspended?.Words.ToString());
        Line(text, "pending", box.Pending is { } pending
            ? $"{pending}, since {box.PendingSince:u}; alert at {box.PendingDeadline:u}"
            : null);
        text.Add("  conditions");
        foreach (var condition in box.Conditions)
        {
            text.Add($"    {condition.Type,-14} {condition.Status,-8} since {condition.Since:u}  {condition.Reason}");
        }

        List(text, "parts", [.. box.Parts.Select(Part)]);
        List(text, "drifts", box.Drifts ?? []);
        List(text, "action required", box.ManualActions);
        return text.ToString();
    }

    private static string Part(PartStatus part)
    {
        var drifts = part.Drifts == 0 ? "as desired" : DriftCount.Words(part.Drifts).ToString();
        var quarantined = part.Quarantined > 0 ? $", {part.Quarantined} in quarantine" : "";
        var last = part.LastChange is { } change ? $"; last change: {OutcomeText.Fate(change)}" : "";
        return $"{part.Subject,-10} {drifts}{quarantined}{last}";
    }

    private static IReadOnlyList<string> Row(BoxStatus box, DateTimeOffset now) =>
    [
        box.Box,
        box.Of(ConditionType.Ready).ToString(),
        State(box),
        box.Drifts is { } drifts ? $"{drifts.Count}" : None,
        box.Calls is { } calls ? $"{calls}" : None,
        RevisionName.Short(box.DesiredRevision),
        box.AppliedRevision is { } applied ? RevisionName.Short(applied) : None,
        Ago(box.LastObservation, now),
        Waits(box),
    ];

    private static string State(BoxStatus box) =>
        box.Suspended is not null ? "suspended"
        : box.BackoffUntil is not null ? "backing off"
        : box.Of(ConditionType.Contested) == ConditionStatus.True ? "contested"
        : box.Verdict switch
        {
            null => "not observed",
            Verdict.Converged => "in sync",
            Verdict.Drift => "drift",
            Verdict.Blocked => "waiting",
            Verdict.RolledBack => "rolled back",
            Verdict.RollbackFailed => "ROLLBACK FAILED",
            Verdict.Failed => box.Failure is null ? "failed" : "unreachable",
            _ => throw new ArgumentOutOfRangeException(nameof(box), box.Verdict, "a verdict without a word"),
        };

    private static string Waits(BoxStatus box) =>
        box.Suspended is { } suspended ? $"{suspended.Until:u}: {suspended.Reason}"
        : box.Pending is { } pending ? $"{pending}; alert at {box.PendingDeadline:u}"
        : box.ManualActions.Count > 0 ? $"a person: {box.ManualActions[0]}"
        : box.Failure?.ToString() ?? "";

    private static string Ago(DateTimeOffset? time, DateTimeOffset now) => time is { } then ? $"{Brief(now - then)} ago" : "never";

    private static string Brief(TimeSpan time) => DurationText.Write(TimeSpan.FromSeconds(Math.Max(0, Math.Floor(time.TotalSeconds))));

    private static void Line(PlainLines text, string name, string? value)
    {
        if (value is not null)
        {
            text.Add($"  {name,-12} {value}");
        }
    }

    private static void List(PlainLines text, string name, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Add($"  {name}");
            foreach (var line in lines)
            {
                text.Add($"    {line}");
            }
        }
    }
}
