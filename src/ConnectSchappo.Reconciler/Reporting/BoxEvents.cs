using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// The closed list of log events: one line per transition, with a stable id and name, for a person who was just woken. No
/// duration and no secret stands in a message. What lasts is told when it begins and when it is over. Each has its page in
/// docs/runbook.md; each error says its impact, what was done and what to do.
/// </summary>
internal static partial class BoxEvents
{
    // --- the daemon and its desired state ---

    [LoggerMessage(1, LogLevel.Information, "reconciler {Version} started: desired state {File}, {Boxes} box(es), a look every {Interval} s", EventName = "Started")]
    public static partial void Started(this ILogger logger, string version, string file, int boxes, double interval);

    [LoggerMessage(2, LogLevel.Information, "stopping: a change under way is finished first", EventName = "Stopping")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "desired state revision {Revision} is in force for {Boxes} box(es)", EventName = "RevisionAccepted")]
    public static partial void RevisionAccepted(this ILogger logger, string revision, int boxes);

    [LoggerMessage(4, LogLevel.Error, "the new desired state is refused: {Cause} Impact: nothing newer than revision {Revision} reaches a box. Done: that one stays in force, and the boxes are kept at it. To do: put the desired state right; nothing else is needed", EventName = "RevisionRefused")]
    public static partial void RevisionRefused(this ILogger logger, string revision, string cause);

    [LoggerMessage(5, LogLevel.Error, "the source of the desired state is away: {Cause} Impact: nothing newer than revision {Revision} reaches a box. Done: that one stays in force, the boxes are kept at it, and the source is asked again by itself. To do: nothing if it comes back soon; else see that this host reaches it", EventName = "SourceLost")]
    public static partial void SourceLost(this ILogger logger, string revision, string cause);

    [LoggerMessage(6, LogLevel.Information, "the source of the desired state answers again", EventName = "SourceRecovered")]
    public static partial void SourceRecovered(this ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "started with revision {Revision}, the last good one kept here, as the newest cannot be had: {Cause} It is asked for again by itself", EventName = "LastGoodRevisionUsed")]
    public static partial void LastGoodRevisionUsed(this ILogger logger, string revision, string cause);

    [LoggerMessage(8, LogLevel.Information, "the desired state is revision {Revision} again, which stayed in force", EventName = "RevisionRestored")]
    public static partial void RevisionRestored(this ILogger logger, string revision);

    [LoggerMessage(9, LogLevel.Warning, "no commands can be taken at {Path}: {Cause}. Impact: status, sync, suspend and other commands to this daemon do not work. Done: it is tried again each second; the boxes are looked after all the same. To do: make its directory writable for the reconciler, or give another place by --control and 'systemctl reload reconciler'", EventName = "ControlUnavailable")]
    public static partial void ControlUnavailable(this ILogger logger, string path, string cause);

    [LoggerMessage(94, LogLevel.Information, "commands can be taken again at {Path}", EventName = "ControlAvailable")]
    public static partial void ControlAvailable(this ILogger logger, string path);

    [LoggerMessage(51, LogLevel.Debug, "a command hung up before it had its answer ({Cause})", EventName = "ControlDisconnected")]
    public static partial void ControlDisconnected(this ILogger logger, string cause);

    [LoggerMessage(93, LogLevel.Warning, "no command can be taken at {Path} for now: {Cause}. Impact: commands to this daemon wait, or are turned away. Done: it is tried again each second; the boxes are looked after all the same. To do: see who holds so many connections to it: 'ss -xp | grep control'", EventName = "ControlOverloaded")]
    public static partial void ControlOverloaded(this ILogger logger, string path, string cause);

    [LoggerMessage(80, LogLevel.Critical, "{Resource} has shown no sign of life for too long. Impact: what goes wrong there is neither seen nor healed. Done: the watchdog is fed no more, so that systemd ends this daemon and starts another, whose first look finishes or undoes what was under way. To do: report it with the lines above", EventName = "LoopStuck")]
    public static partial void LoopStuck(this ILogger logger, string resource);

    [LoggerMessage(81, LogLevel.Information, "new settings are in force", EventName = "SettingsAccepted")]
    public static partial void SettingsAccepted(this ILogger logger);

    [LoggerMessage(82, LogLevel.Error, "the new settings are refused: {Cause} Impact: none of them counts. Done: the daemon goes on with those before. To do: put them right, then 'systemctl reload reconciler' again", EventName = "SettingsRefused")]
    public static partial void SettingsRefused(this ILogger logger, string cause);

    [LoggerMessage(83, LogLevel.Error, "the command {Resource} failed by an error of ours. Impact: whoever gave it was told so. Done: nothing more; the boxes are looked after all the same. To do: report it with the lines below", EventName = "ControlFailed")]
    public static partial void ControlFailed(this ILogger logger, Exception error, string resource);

    [LoggerMessage(84, LogLevel.Error, "the history cannot be written to {Path}: {Cause} Impact: what is done until then stands in this log alone. Done: the boxes are looked after all the same. To do: make room on that disk, or give the daemon its right to write there", EventName = "HistoryLost")]
    public static partial void HistoryLost(this ILogger logger, string path, string cause);

    [LoggerMessage(85, LogLevel.Critical, "the daemon ends by an error of ours. Impact: nobody looks after the boxes; their calls are not touched by that. Done: systemd starts another daemon. To do: report it with the lines below", EventName = "Crashed")]
    public static partial void Crashed(this ILogger logger, Exception error);

    [LoggerMessage(86, LogLevel.Information, "the history is written again", EventName = "HistoryRecovered")]
    public static partial void HistoryRecovered(this ILogger logger);

    [LoggerMessage(87, LogLevel.Warning, "what is remembered of the boxes cannot be kept in {Path}: {Cause} Who fights us there, and since when something waits, is forgotten when the daemon ends", EventName = "StateLost")]
    public static partial void StateLost(this ILogger logger, string path, string cause);

    // --- what a person holds back ---

    [LoggerMessage(90, LogLevel.Warning, "{Box}: suspended until {Until} by {By}: {Reason}. It is looked at, and nothing is changed there; 'reconciler resume {Box}' ends it", EventName = "Suspended")]
    public static partial void Suspended(this ILogger logger, string box, string until, string by, string reason);

    [LoggerMessage(91, LogLevel.Warning, "{Box}: the suspension ends by itself at {Until} ({Reason}), and what differs then is put right; 'reconciler suspend {Box} --until ...' makes it longer", EventName = "SuspensionEnding")]
    public static partial void SuspensionEnding(this ILogger logger, string box, string until, string reason);

    [LoggerMessage(92, LogLevel.Information, "{Box}: the suspension is over: {Cause}; what differs is put right again", EventName = "Resumed")]
    public static partial void Resumed(this ILogger logger, string box, string cause);

    // --- looking at a box ---

    [LoggerMessage(10, LogLevel.Error, "{Box}: cannot be looked at: {Reason}: {Cause} Impact: what goes wrong there is neither seen nor healed; its calls are not touched by that. Done: {Done}; it is tried again by itself. To do: see that the box is up and lets us in, then 'reconciler plan --limit {Box}'", EventName = "ObservationFailed")]
    public static partial void ObservationFailed(this ILogger logger, string box, string reason, string cause, string done, DateTimeOffset nextRetry);

    [LoggerMessage(11, LogLevel.Information, "{Box}: can be looked at again, after {Attempt} failed look(s)", EventName = "ObservationRecovered")]
    public static partial void ObservationRecovered(this ILogger logger, string box, int attempt);

    [LoggerMessage(12, LogLevel.Warning, "{Box}: cannot see all of it: {Cause}", EventName = "ObservationIncomplete")]
    public static partial void ObservationIncomplete(this ILogger logger, string box, string cause);

    [LoggerMessage(13, LogLevel.Information, "{Box}: can be seen again, or need not: {Cause}", EventName = "ObservationComplete")]
    public static partial void ObservationComplete(this ILogger logger, string box, string cause);

    [LoggerMessage(50, LogLevel.Critical, "{Box}: a round ended by an error of ours. Impact: what goes wrong there may be neither seen nor healed. Done: nothing more in that round; the next one is tried as usual, and the other boxes are not concerned. To do: report it with the lines below", EventName = "RoundCrashed")]
    public static partial void RoundCrashed(this ILogger logger, Exception error, string box);

    [LoggerMessage(14, LogLevel.Information, "{Box}: rounds end as they should again, after {Attempt} error(s) of ours", EventName = "RoundRecovered")]
    public static partial void RoundRecovered(this ILogger logger, string box, int attempt);

    // --- what differs ---

    [LoggerMessage(20, LogLevel.Warning, "{Box}: drift: {Resource}: wanted {Desired}; {Layers}. Impact: {Impact}", EventName = "DriftDetected")]
    public static partial void DriftDetected(this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(25, LogLevel.Warning, "{Box}: needs a person: {Resource}: wanted {Desired}; {Layers}. {Impact}", EventName = "ActionRequired")]
    public static partial void ActionRequired(this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(26, LogLevel.Warning, "{Box}: contested: {Resource}: wanted {Desired}; {Layers}. {Impact}", EventName = "Contested")]
    public static partial void Contested(this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(21, LogLevel.Warning, "{Box}: and {Count} more drift(s); 'reconciler plan --limit {Box}' lists them", EventName = "MoreDrift")]
    public static partial void MoreDrift(this ILogger logger, string box, int count);

    [LoggerMessage(23, LogLevel.Information, "{Box}: revision {Revision} asks for {Count} change(s): {Resource}", EventName = "ChangesRequested")]
    public static partial void ChangesRequested(this ILogger logger, string box, string revision, int count, string resource);

    [LoggerMessage(24, LogLevel.Information, "{Box}: {Count} drift(s) over: {Resource}", EventName = "DriftCleared")]
    public static partial void DriftCleared(this ILogger logger, string box, int count, string resource);

    [LoggerMessage(22, LogLevel.Information, "{Box}: in sync with revision {Revision}: files, memory and client agree", EventName = "InSync")]
    public static partial void InSync(this ILogger logger, string box, string revision);

    // --- what is done about it ---

    [LoggerMessage(30, LogLevel.Information, "{Box}: {Resource}: {Result}", EventName = "FileChanged")]
    public static partial void FileChanged(this ILogger logger, string box, string resource, string result, string? transaction);

    [LoggerMessage(31, LogLevel.Information, "{Box}: {Activation}: {Result}, for {Reason}; {Calls} channel(s) were up", EventName = "Activated")]
    public static partial void Activated(this ILogger logger, string box, string activation, string result, string reason, string calls, int attempt, string? transaction);

    [LoggerMessage(32, LogLevel.Error, "{Box}: {Resource} failed: {Cause}. Impact: what it is for is not yet as desired; nothing else hangs on it. Done: it is tried again by itself, more and more seldom, a restart only when something has changed that it hangs on. To do: 'reconciler plan --limit {Box}' shows what is left, the cause what is in the way", EventName = "StepFailed")]
    public static partial void StepFailed(this ILogger logger, string box, string resource, string cause, int attempt, string? transaction);

    [LoggerMessage(36, LogLevel.Information, "{Box}: {Activation} was tried again, and failed as before (attempt {Attempt})", EventName = "Retried")]
    public static partial void Retried(this ILogger logger, string box, string activation, int attempt, string? transaction);

    [LoggerMessage(33, LogLevel.Error, "{Box}: what was done did not show its effect: {Cause}. Impact: as the drift says. Done: nothing is undone, since nothing is known to be worse than before; what did not help is not repeated unchanged. To do: 'reconciler plan --limit {Box}' shows what is left; Asterisk's own log tells why it did not take it", EventName = "NotVerified")]
    public static partial void NotVerified(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(34, LogLevel.Information, "{Box}: what did not show its effect does now, or need not, after {Attempt} attempt(s)", EventName = "Verified")]
    public static partial void Verified(this ILogger logger, string box, int attempt);

    [LoggerMessage(35, LogLevel.Information, "{Box}: somebody else was at work there: {By}", EventName = "ForeignChange")]
    public static partial void ForeignChange(this ILogger logger, string box, string by, string? transaction);

    // --- what waits ---

    [LoggerMessage(40, LogLevel.Warning, "{Box}: {Activation} is pending: {Cause}. It is for {Reason}", EventName = "ActionPending")]
    public static partial void ActionPending(this ILogger logger, string box, string activation, string cause, string reason, string calls, string? transaction);

    [LoggerMessage(44, LogLevel.Information, "{Box}: {Activation} is no longer pending", EventName = "ActionPendingCleared")]
    public static partial void ActionPendingCleared(this ILogger logger, string box, string activation);

    [LoggerMessage(43, LogLevel.Error, "{Box}: {Activation} has been pending since {Since} and policy.restart.maxWait is over. Impact: what it is for does not work yet. Done: it stays pending and is never forced. To do: 'reconciler plan --limit {Box}' says what it waits for: end the calls, mend what a start would take away, or restart Asterisk yourself when it suits", EventName = "ActionPendingTooLong")]
    public static partial void ActionPendingTooLong(this ILogger logger, string box, string activation, string since);

    [LoggerMessage(41, LogLevel.Warning, "{Box}: blocked: {Cause}", EventName = "Blocked")]
    public static partial void Blocked(this ILogger logger, string box, string cause);

    [LoggerMessage(45, LogLevel.Information, "{Box}: no longer blocked: {Cause}", EventName = "Unblocked")]
    public static partial void Unblocked(this ILogger logger, string box, string cause);

    [LoggerMessage(42, LogLevel.Warning, "{Box}: worth knowing: {Cause}", EventName = "Advisory")]
    public static partial void Advisory(this ILogger logger, string box, string cause);

    [LoggerMessage(46, LogLevel.Information, "{Box}: no longer so: {Cause}", EventName = "AdvisoryCleared")]
    public static partial void AdvisoryCleared(this ILogger logger, string box, string cause);

    // --- transactions ---

    [LoggerMessage(68, LogLevel.Information, "{Box}: transaction {Transaction} begins for revision {Revision}: {Resource}", EventName = "ChangeBegun")]
    public static partial void ChangeBegun(this ILogger logger, string box, string? transaction, string revision, string resource);

    [LoggerMessage(60, LogLevel.Information, "{Box}: revision {Revision}: {Result}", EventName = "Confirmed")]
    public static partial void Confirmed(this ILogger logger, string box, string revision, string result, string? transaction);

    [LoggerMessage(61, LogLevel.Warning, "{Box}: revision {Revision} is in place and waits for a person: {Cause}", EventName = "WaitsForConfirmation")]
    public static partial void WaitsForConfirmation(this ILogger logger, string box, string revision, string cause, string? transaction);

    [LoggerMessage(62, LogLevel.Error, "{Box}: rolled back: {Cause}. Impact: that runs on as it was confirmed last, without what revision {Revision} changes of it; all else is looked after as ever. Done: it was brought back, and is in force. To do: find out why; it is tried again by itself when something changes that it hangs on, and by 'reconciler apply --force'", EventName = "RolledBack")]
    public static partial void RolledBack(this ILogger logger, string box, string revision, string cause, string? transaction);

    [LoggerMessage(69, LogLevel.Warning, "{Box}: in quarantine: {Cause}", EventName = "Quarantined")]
    public static partial void Quarantined(this ILogger logger, string box, string cause);

    [LoggerMessage(70, LogLevel.Information, "{Box}: no longer in quarantine: {Resource}", EventName = "QuarantineCleared")]
    public static partial void QuarantineCleared(this ILogger logger, string box, string resource);

    [LoggerMessage(63, LogLevel.Critical, "{Box}: rollback failed: {Cause}. Impact: the box may be neither as before nor as wanted. Done: what could be brought back; the journal stays on the box, and the next look tries again. To do: look at the box now", EventName = "RollbackFailed")]
    public static partial void RollbackFailed(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(64, LogLevel.Warning, "{Box}: recovered: {Cause}", EventName = "TransactionRecovered")]
    public static partial void TransactionRecovered(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(65, LogLevel.Warning, "{Box}: undone by the box itself: {Cause}", EventName = "RolledBackByWatchdog")]
    public static partial void RolledBackByWatchdog(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(66, LogLevel.Error, "{Box}: a change was not begun: {Cause}. Impact: that is not yet as desired; all else is looked after as ever. Done: nothing of it was changed, and it is tried again by itself. To do: the cause says what is in the way", EventName = "TransactionRefused")]
    public static partial void TransactionRefused(this ILogger logger, string box, string cause, string? transaction);

    [LoggerMessage(67, LogLevel.Warning, "{Box}: somebody else is at work there: {Cause}", EventName = "LockedOut")]
    public static partial void LockedOut(this ILogger logger, string box, string cause, string? transaction);
}
