using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// The closed list of log events: one line per transition, with a stable id and name, for a person who was just woken. No
/// duration and no secret is in a message. What lasts is logged when it begins and when it ends. Each has its page in
/// docs/runbook.md; each error gives its cause, its impact, what was done and what to do.
/// </summary>
internal static partial class BoxEvents
{
    // --- the daemon and its desired state ---

    [LoggerMessage(
        1, LogLevel.Information,
        "reconciler {Version} started: desired state {File}; boxes: {Boxes}; a box is observed every {Interval} s",
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
        + "To do: correct the desired state; 'reconciler validate FILE' lists every error",
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

    // --- suspensions ---

    [LoggerMessage(
        90, LogLevel.Warning,
        "{Box}: suspended until {Until} by {By}: {Reason}. "
        + "Impact: differences are detected and not repaired. "
        + "To do: nothing; 'reconciler resume {Box}' ends it early",
        EventName = "Suspended")]
    public static partial void Suspended(this ILogger logger, string box, string until, string by, string reason);

    [LoggerMessage(
        91, LogLevel.Warning,
        "{Box}: the suspension ends automatically at {Until} ({Reason}). "
        + "Impact: differences are repaired from then on. "
        + "To do: nothing; 'reconciler suspend {Box} --reason ... --until ...' extends it",
        EventName = "SuspensionEnding")]
    public static partial void SuspensionEnding(this ILogger logger, string box, string until, string reason);

    [LoggerMessage(
        92, LogLevel.Information,
        "{Box}: the suspension has ended: {Cause}. Differences are repaired again",
        EventName = "Resumed")]
    public static partial void Resumed(this ILogger logger, string box, string cause);

    // --- observations of a box ---

    [LoggerMessage(
        10, LogLevel.Error,
        "{Box}: cannot be observed ({Reason}): {Cause} "
        + "Impact: faults there are neither detected nor repaired; calls are not affected. "
        + "Done: {Done}; the reconciler retries automatically. "
        + "To do: remove the cause, then run 'reconciler plan --limit {Box}'",
        EventName = "ObservationFailed")]
    public static partial void ObservationFailed(
        this ILogger logger, string box, string reason, string cause, string done, DateTimeOffset nextRetry);

    [LoggerMessage(
        11, LogLevel.Information,
        "{Box}: can be observed again; failed observations: {Attempt}",
        EventName = "ObservationRecovered")]
    public static partial void ObservationRecovered(this ILogger logger, string box, int attempt);

    [LoggerMessage(12, LogLevel.Warning, "{Box}: cannot be observed completely: {Cause}", EventName = "ObservationIncomplete")]
    public static partial void ObservationIncomplete(this ILogger logger, string box, string cause);

    [LoggerMessage(13, LogLevel.Information, "{Box}: observed again, or no longer needed: {Cause}", EventName = "ObservationComplete")]
    public static partial void ObservationComplete(this ILogger logger, string box, string cause);

    [LoggerMessage(
        50, LogLevel.Critical,
        "{Box}: a round ended with an internal error. "
        + "Impact: faults there may be neither detected nor repaired; other boxes are not affected. "
        + "Done: nothing more in that round; the next one starts as usual. "
        + "To do: report it with the lines below",
        EventName = "RoundCrashed")]
    public static partial void RoundCrashed(this ILogger logger, Exception error, string box);

    [LoggerMessage(14, LogLevel.Information, "{Box}: rounds end normally again; internal errors: {Attempt}", EventName = "RoundRecovered")]
    public static partial void RoundRecovered(this ILogger logger, string box, int attempt);

    // --- what differs ---

    [LoggerMessage(
        20, LogLevel.Warning,
        "{Box}: drift: {Resource}: desired {Desired}; {Layers}. Impact: {Impact}",
        EventName = "DriftDetected")]
    public static partial void DriftDetected(
        this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(
        25, LogLevel.Warning,
        "{Box}: action required: {Resource}: desired {Desired}; {Layers}. {Impact}",
        EventName = "ActionRequired")]
    public static partial void ActionRequired(
        this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(26, LogLevel.Warning, "{Box}: contested: {Resource}: desired {Desired}; {Layers}. {Impact}", EventName = "Contested")]
    public static partial void Contested(this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(
        21, LogLevel.Warning,
        "{Box}: drifts that are not listed here: {Count}; 'reconciler plan --limit {Box}' lists all",
        EventName = "MoreDrift")]
    public static partial void MoreDrift(this ILogger logger, string box, int count);

    [LoggerMessage(
        23, LogLevel.Information,
        "{Box}: changes requested by revision {Revision} ({Count}): {Resource}",
        EventName = "ChangesRequested")]
    public static partial void ChangesRequested(this ILogger logger, string box, string revision, int count, string resource);

    [LoggerMessage(24, LogLevel.Information, "{Box}: drift cleared ({Count}): {Resource}", EventName = "DriftCleared")]
    public static partial void DriftCleared(this ILogger logger, string box, int count, string resource);

    [LoggerMessage(
        22, LogLevel.Information,
        "{Box}: in sync with revision {Revision}: files, memory and client agree",
        EventName = "InSync")]
    public static partial void InSync(this ILogger logger, string box, string revision);

    // --- what is done about it ---

    [LoggerMessage(30, LogLevel.Information, "{Box}: {Resource}: {Result}", EventName = "FileChanged")]
    public static partial void FileChanged(this ILogger logger, string box, string resource, string result, string? transaction);

    [LoggerMessage(31, LogLevel.Information, "{Box}: {Command}: {Result}, for {Reason}; channels up: {Calls}", EventName = "Activated")]
    public static partial void Activated(
        this ILogger logger, string box, string command, string result, string reason, string calls, string activation,
        int attempt, string? transaction);

    [LoggerMessage(
        32, LogLevel.Error,
        "{Box}: {Resource} failed: {Cause}. "
        + "Impact: the change is not effective yet; nothing else depends on it. "
        + "Done: it is retried automatically after growing pauses, a restart only when something changes that it depends on. "
        + "To do: remove the cause; 'reconciler plan --limit {Box}' shows what is left",
        EventName = "StepFailed")]
    public static partial void StepFailed(this ILogger logger, string box, string resource, string cause, int attempt, string? transaction);

    [LoggerMessage(
        36, LogLevel.Information,
        "{Box}: {Command} was retried and failed for the same reason (attempt {Attempt})",
        EventName = "Retried")]
    public static partial void Retried(
        this ILogger logger, string box, string command, string activation, int attempt, string? transaction);

    [LoggerMessage(
        33, LogLevel.Error,
        "{Box}: the change was applied, but the box does not show its effect: {Cause}. "
        + "Impact: as the drift says. "
        + "Done: nothing is rolled back, since nothing is known to be worse than before; "
        + "what did not help is not repeated unchanged. "
        + "To do: 'reconciler plan --limit {Box}' shows what is left; "
        + "on the box, 'tail /var/log/asterisk/messages' shows why Asterisk did not accept it",
        EventName = "NotVerified")]
    public static partial void NotVerified(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(
        34, LogLevel.Information,
        "{Box}: the change now shows its effect, or is no longer needed; attempts: {Attempt}",
        EventName = "Verified")]
    public static partial void Verified(this ILogger logger, string box, int attempt);

    [LoggerMessage(35, LogLevel.Information, "{Box}: changed by somebody else: {By}", EventName = "ForeignChange")]
    public static partial void ForeignChange(this ILogger logger, string box, string by, string? transaction);

    // --- what waits ---

    [LoggerMessage(40, LogLevel.Warning, "{Box}: {Command} is pending: {Cause}. It is needed for {Reason}", EventName = "ActionPending")]
    public static partial void ActionPending(
        this ILogger logger, string box, string command, string cause, string reason, string calls, string activation, string? transaction);

    [LoggerMessage(44, LogLevel.Information, "{Box}: {Command} is no longer pending", EventName = "ActionPendingCleared")]
    public static partial void ActionPendingCleared(this ILogger logger, string box, string command, string activation);

    [LoggerMessage(
        43, LogLevel.Error,
        "{Box}: {Command} has been pending since {Since}, longer than policy.restart.maxWait. "
        + "Impact: the changes that need it are not effective yet. "
        + "Done: it stays pending and is never forced. "
        + "To do: 'reconciler plan --limit {Box}' says what it waits for: end the calls, "
        + "remove what the next start would lose, or restart Asterisk at a convenient time",
        EventName = "ActionPendingTooLong")]
    public static partial void ActionPendingTooLong(this ILogger logger, string box, string command, string since, string activation);

    [LoggerMessage(41, LogLevel.Warning, "{Box}: blocked: {Cause}", EventName = "Blocked")]
    public static partial void Blocked(this ILogger logger, string box, string cause);

    [LoggerMessage(45, LogLevel.Information, "{Box}: no longer blocked. The reason was: {Cause}", EventName = "Unblocked")]
    public static partial void Unblocked(this ILogger logger, string box, string cause);

    [LoggerMessage(42, LogLevel.Warning, "{Box}: advisory: {Cause}", EventName = "Advisory")]
    public static partial void Advisory(this ILogger logger, string box, string cause);

    [LoggerMessage(46, LogLevel.Information, "{Box}: advisory cleared. It was: {Cause}", EventName = "AdvisoryCleared")]
    public static partial void AdvisoryCleared(this ILogger logger, string box, string cause);

    // --- transactions ---

    [LoggerMessage(
        68, LogLevel.Information,
        "{Box}: transaction {Transaction} begins for revision {Revision}: {Resource}",
        EventName = "ChangeBegun")]
    public static partial void ChangeBegun(this ILogger logger, string box, string? transaction, string revision, string resource);

    [LoggerMessage(60, LogLevel.Information, "{Box}: revision {Revision}: {Result}", EventName = "Confirmed")]
    public static partial void Confirmed(this ILogger logger, string box, string revision, string result, string? transaction);

    [LoggerMessage(
        61, LogLevel.Warning,
        "{Box}: revision {Revision} is in place and waits for confirmation: {Cause}",
        EventName = "WaitsForConfirmation")]
    public static partial void WaitsForConfirmation(this ILogger logger, string box, string revision, string cause, string? transaction);

    [LoggerMessage(
        62, LogLevel.Error,
        "{Box}: rolled back: {Cause}. "
        + "Impact: that keeps its last confirmed state, without the change of revision {Revision}; "
        + "everything else is repaired as usual. "
        + "Done: the last confirmed state is in force again. "
        + "To do: find the cause; the change is retried automatically when something changes that it depends on, "
        + "or by 'reconciler apply --force'",
        EventName = "RolledBack")]
    public static partial void RolledBack(this ILogger logger, string box, string revision, string cause, string? transaction);

    [LoggerMessage(69, LogLevel.Warning, "{Box}: in quarantine: {Cause}", EventName = "Quarantined")]
    public static partial void Quarantined(this ILogger logger, string box, string cause);

    [LoggerMessage(70, LogLevel.Information, "{Box}: no longer in quarantine: {Resource}", EventName = "QuarantineCleared")]
    public static partial void QuarantineCleared(this ILogger logger, string box, string resource);

    [LoggerMessage(
        63, LogLevel.Critical,
        "{Box}: rollback failed: {Cause}. "
        + "Impact: the box may be neither in its earlier state nor in the desired state. "
        + "Done: everything that could be restored was restored; the journal stays on the box, and each observation retries. "
        + "To do: check the box now: 'systemctl status asterisk'; then, there as root: 'sh /var/lib/reconciler/undo'",
        EventName = "RollbackFailed")]
    public static partial void RollbackFailed(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(64, LogLevel.Warning, "{Box}: recovered: {Cause}", EventName = "TransactionRecovered")]
    public static partial void TransactionRecovered(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(65, LogLevel.Warning, "{Box}: rolled back by the watchdog on the box: {Cause}", EventName = "RolledBackByWatchdog")]
    public static partial void RolledBackByWatchdog(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(
        66, LogLevel.Error,
        "{Box}: a change was not begun: {Cause}. "
        + "Impact: that part is not yet as desired; everything else is repaired as usual. "
        + "Done: nothing of it was changed, and each observation retries. "
        + "To do: remove the cause",
        EventName = "TransactionRefused")]
    public static partial void TransactionRefused(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(67, LogLevel.Warning, "{Box}: locked by another reconciler or a person's apply: {Cause}", EventName = "LockedOut")]
    public static partial void LockedOut(this ILogger logger, string box, string cause, string? transaction);
}
