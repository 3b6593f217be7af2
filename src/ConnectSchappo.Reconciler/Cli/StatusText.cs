using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The status of boxes for a person.</summary>
internal static class StatusText
{
    private const string None = "-";

    private static readonly string[] Heads = ["BOX", "READY", "STATE", "DRIFTS", "CALLS", "WANTED", "APPLIED", "LOOKED", "WAITS FOR"];

    public static string Of(FleetStatus status)
    {
        var text = new PlainLines()
            .Add($"reconciler {status.Program}: revision {RevisionName.Short(status.Revision)} of {status.Source} is in force for {status.Boxes.Count} box(es)");
        if (status.Trouble is { } trouble)
        {
            text.Add($"  {trouble}");
        }

        if (status.Boxes.Count > 0)
        {
            text.Add("");
            TextTable.Add(text, Heads, [.. status.Boxes.Select(b => Row(b, status.Now))]);
        }

        return text.ToString();
    }

    /// <summary>Everything about one box.</summary>
    public static string OfBox(BoxStatus box, DateTimeOffset now)
    {
        var text = new PlainLines().Add($"{box.Box} ({box.Address}): {State(box)}");
        Line(text, "wanted", RevisionName.Short(box.Wanted));
        Line(text, "applied", box.Applied is { } applied ? $"{RevisionName.Short(applied)}, last seen in sync {Ago(box.LastInSync, now)}" : "not seen in sync since the daemon started");
        Line(text, "looked at", box.NextLook is { } next ? $"{Ago(box.LastLook, now)}, next in {Brief(next - now)}" : $"{Ago(box.LastLook, now)}; a look is under way");
        Line(text, "calls", box.Calls is { } calls ? $"{calls} channel(s)" : "not seen");
        Line(text, "failure", box.Failure);
        Line(text, "left alone", box.LeftAloneUntil is { } until ? $"until {until:u}, as connecting failed again and again; reconciler sync tries at once" : null);
        Line(text, "suspended", box.Suspended?.Words);
        Line(text, "waits", box.Pending is { } pending ? $"{pending}, since {box.PendingSince:u}; an alert from {box.PendingUntil:u}" : null);
        text.Add("  conditions");
        foreach (var condition in box.Conditions)
        {
            text.Add($"    {condition.Type,-14} {condition.Status,-8} since {condition.Since:u}  {condition.Reason}");
        }

        List(text, "parts", [.. box.Parts.Select(p => $"{p.Subject,-10} {(p.Drifts == 0 ? "as wanted" : $"{p.Drifts} drift(s){(p.Quarantined > 0 ? $", {p.Quarantined} in quarantine" : "")}")}{(p.Last is { } last ? $"; last change: {last}" : "")}")]);
        List(text, "differs", box.Drifts ?? []);
        List(text, "for a person", box.ForPeople);
        return text.ToString();
    }

    private static IReadOnlyList<string> Row(BoxStatus box, DateTimeOffset now) =>
    [
        box.Box,
        box.Of(ConditionType.Ready).ToString(),
        State(box),
        box.Drifts is { } drifts ? $"{drifts.Count}" : None,
        box.Calls is { } calls ? $"{calls}" : None,
        RevisionName.Short(box.Wanted),
        box.Applied is { } applied ? RevisionName.Short(applied) : None,
        Ago(box.LastLook, now),
        Waits(box),
    ];

    private static string State(BoxStatus box) =>
        box.Suspended is not null ? "suspended"
        : box.LeftAloneUntil is not null ? "left alone"
        : box.Of(ConditionType.Contested) == ConditionStatus.True ? "contested"
        : box.Verdict switch
        {
            null => "first look",
            Verdict.Converged => "in sync",
            Verdict.Drift => "differs",
            Verdict.Blocked => "waits",
            Verdict.RolledBack => "rolled back",
            Verdict.RollbackFailed => "NOT UNDONE",
            _ when box.Failure is not null => "unreachable",
            _ => "failed",
        };

    private static string Waits(BoxStatus box) =>
        box.Suspended is { } suspended ? $"{suspended.Until:u}: {suspended.Reason}"
        : box.Pending is { } pending ? $"{pending}; an alert from {box.PendingUntil:u}"
        : box.ForPeople.Count > 0 ? $"a person: {box.ForPeople[0]}"
        : box.Failure ?? "";

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
