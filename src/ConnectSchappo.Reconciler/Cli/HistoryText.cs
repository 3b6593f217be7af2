using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>An entry of the history for a person.</summary>
internal static class HistoryText
{
    public static string Of(HistoryEntry entry)
    {
        var text = new PlainLines().Add(
            $"{entry.Time:u} {Subject(entry.Box)}{What(entry)}{(entry.By is { } by ? $" by {by}" : "")}"
            + (entry.Revision is { Length: > 0 } revision ? $", revision {RevisionName.Short(revision)}" : "")
            + (entry.Transaction is { } transaction ? $", transaction {transaction}" : "")
            + (entry.Seconds is { } seconds ? $", {seconds:0.0} s" : ""));
        if (entry.Parts is { Count: > 1 } parts)
        {
            text.Add($"    parts {string.Join(", ", parts.Select(p => $"{p.Key}: {OutcomeText.Fate(p.Value)}"))}");
        }

        foreach (var why in entry.Why)
        {
            text.Add($"    why   {why}");
        }

        foreach (var step in entry.Steps)
        {
            text.Add($"    did   {step}");
        }

        return text.ToString();
    }

    private static string Subject(string? box) => box switch
    {
        null => "",
        Suspension.Everywhere => "all boxes: ",
        _ => $"{box}: ",
    };

    private static string What(HistoryEntry entry) => entry.Event switch
    {
        HistoryEvent.Applied => $"changed ({Left(entry.Verdict)})",
        HistoryEvent.ForeignChange => $"changed by somebody else ({Found(entry.Verdict)})",
        HistoryEvent.Suspended => "suspended",
        HistoryEvent.Resumed => "resumed",
        HistoryEvent.SuspensionEnded => "suspension ended automatically",
        HistoryEvent.Confirmed => "confirmed",
        HistoryEvent.RolledBack => "rolled back",
        HistoryEvent.Started => "the daemon started",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Event, "an event without a word"),
    };

    private static string Found(Verdict? verdict) => verdict switch
    {
        Verdict.Converged => "in sync",
        Verdict.Drift => "drift",
        Verdict.Blocked => "waiting",
        Verdict.RolledBack or Verdict.RollbackFailed or Verdict.Failed or null => "not as desired",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "a verdict without a word"),
    };

    private static string Left(Verdict? verdict) => verdict switch
    {
        Verdict.Converged => "verified",
        Verdict.Blocked => "waiting",
        Verdict.RolledBack => "rolled back, because it could not be verified",
        Verdict.RollbackFailed => "neither verified nor rolled back: check the box",
        Verdict.Drift => "drift is left",
        Verdict.Failed or null => "failed or not verified",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "a verdict without a word"),
    };
}
