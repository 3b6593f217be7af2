using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>The log events of the daemon itself, its settings and the source of its desired state: see <see cref="BoxEvents"/>.</summary>
internal static partial class DaemonEvents
{
    [LoggerMessage(
        1, LogLevel.Information,
        "reconciler {Version} started: desired state {File}; boxes: {Boxes}; a box is checked for changes every {Interval} s",
        EventName = "Started")]
    public static partial void Started(this ILogger logger, string version, string file, int boxes, double interval);

    [LoggerMessage(2, LogLevel.Information, "stopping; a change in progress is finished first", EventName = "Stopping")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(
        3, LogLevel.Information,
        "revision {Revision} of the desired state is in force; boxes: {Boxes}",
        EventName = "RevisionAccepted")]
    public static partial void RevisionAccepted(this ILogger logger, string revision, int boxes);

    [LoggerMessage(
        4, LogLevel.Error,
        "the new desired state is refused: {Cause} "
        + "Impact: no commit after revision {Revision} reaches a box. "
        + "Done: revision {Revision} stays in force, and the boxes are kept at it. "
        + "To do: correct the desired state; 'reconciler validate --desired-state FILE' lists every error",
        EventName = "RevisionRefused")]
    public static partial void RevisionRefused(this ILogger logger, string revision, string cause);

    [LoggerMessage(
        5, LogLevel.Error,
        "the source of the desired state is unavailable: {Cause} "
        + "Impact: new commits do not reach the boxes. "
        + "Done: revision {Revision} stays in force, the boxes are kept at it, and the source is retried automatically. "
        + "To do: nothing if it comes back soon; otherwise check the connection from this host to the source",
        EventName = "SourceLost")]
    public static partial void SourceLost(this ILogger logger, string revision, string cause);

    [LoggerMessage(6, LogLevel.Information, "the source of the desired state is available again", EventName = "SourceRecovered")]
    public static partial void SourceRecovered(this ILogger logger);

    [LoggerMessage(
        7, LogLevel.Warning,
        "started with revision {Revision}, the last good one that this host keeps, because the newest is unusable: {Cause} "
        + "Done: the source is retried automatically",
        EventName = "LastGoodRevisionUsed")]
    public static partial void LastGoodRevisionUsed(this ILogger logger, string revision, string cause);

    [LoggerMessage(
        8, LogLevel.Information,
        "the newest revision is {Revision} again, which stayed in force",
        EventName = "RevisionRestored")]
    public static partial void RevisionRestored(this ILogger logger, string revision);

    [LoggerMessage(
        9, LogLevel.Warning,
        "the control socket {Path} is unavailable: {Cause}. "
        + "Impact: status, sync, suspend and the other commands to this daemon do not work. "
        + "Done: the daemon retries each second, and still observes and repairs the boxes. "
        + "To do: make its directory writable for the reconciler, "
        + "or give another path with --control and run 'systemctl reload reconciler'",
        EventName = "ControlUnavailable")]
    public static partial void ControlUnavailable(this ILogger logger, string path, string cause);

    [LoggerMessage(94, LogLevel.Information, "the control socket {Path} is available again", EventName = "ControlAvailable")]
    public static partial void ControlAvailable(this ILogger logger, string path);

    [LoggerMessage(51, LogLevel.Debug, "a command disconnected before it received its answer ({Cause})", EventName = "ControlDisconnected")]
    public static partial void ControlDisconnected(this ILogger logger, string cause);

    [LoggerMessage(
        93, LogLevel.Warning,
        "the control socket {Path} accepts no connection now: {Cause}. "
        + "Impact: commands to this daemon wait or are refused. "
        + "Done: the daemon retries each second, and still observes and repairs the boxes. "
        + "To do: find the program that holds many connections to it: 'ss -xp | grep control'",
        EventName = "ControlOverloaded")]
    public static partial void ControlOverloaded(this ILogger logger, string path, string cause);

    [LoggerMessage(
        80, LogLevel.Critical,
        "{Resource} hangs. "
        + "Impact: faults there are neither detected nor repaired; calls are not affected. "
        + "Done: the daemon stops its watchdog signal, so systemd restarts it; "
        + "its first observation finishes or rolls back the change in progress. "
        + "To do: report it with the log of the last hour: 'journalctl -u reconciler --since -1h'",
        EventName = "LoopStuck")]
    public static partial void LoopStuck(this ILogger logger, string resource);

    [LoggerMessage(81, LogLevel.Information, "new settings are in force", EventName = "SettingsAccepted")]
    public static partial void SettingsAccepted(this ILogger logger);

    [LoggerMessage(
        82, LogLevel.Error,
        "the new settings are refused: {Cause} "
        + "Impact: none of them is in force. "
        + "Done: the daemon continues with the earlier settings. "
        + "To do: correct them, then run 'systemctl reload reconciler'",
        EventName = "SettingsRefused")]
    public static partial void SettingsRefused(this ILogger logger, string cause);

    [LoggerMessage(
        83, LogLevel.Error,
        "the command {Resource} failed with an internal error. "
        + "Impact: the caller of the command received an error. "
        + "Done: the boxes are still observed and repaired. "
        + "To do: report it with the lines below",
        EventName = "ControlFailed")]
    public static partial void ControlFailed(this ILogger logger, Exception error, string resource);

    [LoggerMessage(
        84, LogLevel.Error,
        "the history cannot be written to {Path}: {Cause} "
        + "Impact: new actions are only in this log, not in 'reconciler history'. "
        + "Done: the boxes are still observed and repaired. "
        + "To do: free space on that disk, or give the daemon write permission there",
        EventName = "HistoryLost")]
    public static partial void HistoryLost(this ILogger logger, string path, string cause);

    [LoggerMessage(
        85, LogLevel.Critical,
        "the daemon ends with an internal error. "
        + "Impact: no box is observed or repaired until the daemon runs again; calls are not affected. "
        + "Done: systemd restarts the daemon. "
        + "To do: report it with the lines below",
        EventName = "Crashed")]
    public static partial void Crashed(this ILogger logger, Exception error);

    [LoggerMessage(86, LogLevel.Information, "the history is written again", EventName = "HistoryRecovered")]
    public static partial void HistoryRecovered(this ILogger logger);

    [LoggerMessage(
        87, LogLevel.Warning,
        "the state of the boxes cannot be kept in {Path}: {Cause} "
        + "Impact: a restart of the daemon forgets which objects are contested, and since when an action is pending. "
        + "Done: the boxes are still observed and repaired. "
        + "To do: free space on that disk, or give the daemon write permission there",
        EventName = "StateLost")]
    public static partial void StateLost(this ILogger logger, string path, string cause);
}
