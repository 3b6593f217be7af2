using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>The log events of changes to a box, of what waits, and of transactions: see <see cref="BoxEvents"/>.</summary>
internal static partial class ChangeEvents
{
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
        + "To do: remove the cause; 'reconciler plan {Box}' shows what is left",
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
        + "To do: 'reconciler plan {Box}' shows what is left; "
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
        + "To do: 'reconciler plan {Box}' says what it waits for: end the calls, "
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
