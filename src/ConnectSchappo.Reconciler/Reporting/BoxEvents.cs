using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// The log events of suspensions, observations and drifts of a box. With <see cref="DaemonEvents"/> and <see cref="ChangeEvents"/> they
/// are the closed list: one line per transition, with a stable id and name, for a person who was just woken. No duration and no secret
/// is in a message. What lasts is logged when it begins and when it ends. Each has its page in docs/runbook.md; each error gives its
/// cause, its impact, what was done and what to do.
/// </summary>
internal static partial class BoxEvents
{
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
        + "To do: remove the cause, then run 'reconciler plan {Box}'",
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
        "{Box}: drifts that are not listed here: {Count}; 'reconciler plan {Box}' lists all",
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
}
