using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Tells the log of the suspension of one box: its beginning, its coming end and its end, each once.</summary>
/// <param name="box">The box.</param>
/// <param name="logger">The log.</param>
/// <param name="history">Where it is recorded that one ended by itself.</param>
internal sealed class SuspensionReporter(string box, ILogger logger, History history) : IRoundObserver
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    private Suspension? logged;
    private Suspension? loggedEnding;

    public void OnRoundBegun(RoundStart start)
    {
        var current = start.Suspension;
        if (current is not null && current != logged)
        {
            logger.Suspended(box, current.Until.ToString("u"), current.By, current.Reason);
        }
        else if (current is null && logged is not null)
        {
            LogOver(logged, byItself: logged.Until <= start.At, start.At);
        }

        logged = current;
        if (current is not null && current != loggedEnding && current.Until - start.At <= Notice(current))
        {
            loggedEnding = current;
            logger.SuspensionEnding(box, current.Until.ToString("u"), current.Reason);
        }
    }

    /// <summary>How long before its end it is told: a quarter of an hour, or a quarter of a short one.</summary>
    public static TimeSpan Notice(Suspension suspension) =>
        (suspension.Until - suspension.Since) / 4 is var quarter && quarter < Before ? quarter : Before;

    private void LogOver(Suspension ended, bool byItself, DateTimeOffset now)
    {
        logger.Resumed(box, byItself ? "it has expired" : "a person resumed the box");
        if (byItself)
        {
            history.Add(new HistoryEntry { Time = now, Box = box, Event = HistoryEvent.SuspensionEnded, Why = [ended.Reason] });
        }
    }
}
