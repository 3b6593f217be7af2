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
            text.Add($"    parts {string.Join(", ", parts.Select(p => $"{p.Key}: {p.Value}"))}");
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
        HistoryEvent.Applied => $"changed, and {Left(entry.Verdict)}",
        HistoryEvent.ForeignChange => $"somebody else was at work, and {Found(entry.Verdict)}:",
        HistoryEvent.Suspended => "suspended",
        HistoryEvent.Resumed => "resumed",
        HistoryEvent.SuspensionEnded => "suspension ended by itself",
        HistoryEvent.Confirmed => "confirmed",
        HistoryEvent.RolledBack => "rolled back",
        _ => "the daemon started",
    };

    private static string Found(Verdict? verdict) => verdict switch
    {
        Verdict.Converged => "it is in sync",
        Verdict.Drift => "it differs",
        Verdict.Blocked => "something waits",
        _ => "it is not as desired",
    };

    private static string Left(Verdict? verdict) => verdict switch
    {
        Verdict.Converged => "proved",
        Verdict.Blocked => "something waits",
        Verdict.RolledBack => "undone, as it could not be proved",
        Verdict.RollbackFailed => "neither proved nor undone: a person must look",
        Verdict.Drift => "something still differs",
        _ => "it failed or was not proved",
    };
}
