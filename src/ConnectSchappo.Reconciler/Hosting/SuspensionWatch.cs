using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Follows the suspension of one box, and tells its beginning, its coming end and its end, each once.</summary>
internal sealed class SuspensionWatch(string box, BoxLoopParts parts)
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    private Suspension? told;
    private Suspension? toldEnding;

    /// <summary>The suspension that holds now; null for none.</summary>
    public Suspension? Look()
    {
        var now = parts.Time.GetUtcNow();
        var current = parts.Suspensions.Of(box);
        parts.Metrics.Suspended(box, current?.Until);
        if (current is not null && current != told)
        {
            parts.Logger.Suspended(box, current.Until.ToString("u"), current.By, current.Reason);
        }
        else if (current is null && told is not null)
        {
            Over(told, byItself: told.Until <= now, now);
        }

        told = current;
        if (current is not null && current != toldEnding && current.Until - now <= Notice(current))
        {
            toldEnding = current;
            parts.Logger.SuspensionEnding(box, current.Until.ToString("u"), current.Reason);
        }

        return current;
    }

    /// <summary>How long before its end it is told: a quarter of an hour, or a quarter of a short one.</summary>
    public static TimeSpan Notice(Suspension suspension) =>
        (suspension.Until - suspension.Since) / 4 is var quarter && quarter < Before ? quarter : Before;

    private void Over(Suspension ended, bool byItself, DateTimeOffset now)
    {
        parts.Logger.SuspensionOver(box, byItself ? "its time is up" : "somebody resumed it");
        if (byItself)
        {
            parts.History.Add(new HistoryEntry { Time = now, Box = box, Event = HistoryEvent.SuspensionEnded, Why = [ended.Reason] });
        }
    }
}
