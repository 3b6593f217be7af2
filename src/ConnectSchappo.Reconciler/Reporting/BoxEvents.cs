using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// The closed list of log events: one line per transition, with a stable id and name, for a person who was just woken. No
/// duration and no secret stands in a message.
/// </summary>
internal static partial class BoxEvents
{
    [LoggerMessage(1, LogLevel.Information, "reconciler {Version} started: desired state {File}, {Boxes} box(es), a look every {Interval} s", EventName = "Started")]
    public static partial void Started(this ILogger logger, string version, string file, int boxes, double interval);

    [LoggerMessage(2, LogLevel.Information, "stopping: a change under way is finished first", EventName = "Stopping")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "desired state revision {Revision} is in force for {Boxes} box(es)", EventName = "RevisionAccepted")]
    public static partial void RevisionAccepted(this ILogger logger, string revision, int boxes);

    [LoggerMessage(4, LogLevel.Error, "the new desired state is refused, revision {Revision} stays in force: {Cause} Put the desired state right; nothing else is needed", EventName = "RevisionRefused")]
    public static partial void RevisionRefused(this ILogger logger, string revision, string cause);

    [LoggerMessage(5, LogLevel.Error, "the source of the desired state is away, revision {Revision} stays in force: {Cause} It is asked again by itself", EventName = "SourceLost")]
    public static partial void SourceLost(this ILogger logger, string revision, string cause);

    [LoggerMessage(6, LogLevel.Information, "the source of the desired state answers again", EventName = "SourceRecovered")]
    public static partial void SourceRecovered(this ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "started with revision {Revision}, the last good one kept here, as the newest cannot be had: {Cause} It is asked for again by itself", EventName = "LastGoodUsed")]
    public static partial void LastGoodUsed(this ILogger logger, string revision, string cause);

    [LoggerMessage(8, LogLevel.Information, "the desired state is revision {Revision} again, which stayed in force", EventName = "RefusalOver")]
    public static partial void RefusalOver(this ILogger logger, string revision);

    [LoggerMessage(9, LogLevel.Warning, "no commands can be taken at {Path}: {Cause}. The boxes are looked after all the same; give another place by --control", EventName = "ControlUnavailable")]
    public static partial void ControlUnavailable(this ILogger logger, string path, string cause);

    [LoggerMessage(51, LogLevel.Debug, "a command hung up before it had its answer ({Cause})", EventName = "ControlBroken")]
    public static partial void ControlBroken(this ILogger logger, string cause);

    [LoggerMessage(10, LogLevel.Error, "{Box}: {Reason}: cannot be looked at: {Cause} {Done}; it is tried again by itself", EventName = "BoxFailed")]
    public static partial void BoxFailed(this ILogger logger, string box, string reason, string cause, string done);

    [LoggerMessage(11, LogLevel.Information, "{Box}: can be looked at again", EventName = "BoxRecovered")]
    public static partial void BoxRecovered(this ILogger logger, string box);

    [LoggerMessage(12, LogLevel.Warning, "{Box}: cannot see all of it: {Cause}", EventName = "BlindSpot")]
    public static partial void BlindSpot(this ILogger logger, string box, string cause);

    [LoggerMessage(20, LogLevel.Warning, "{Box}: drift: {Resource}: wanted {Desired}; {Layers}. Impact: {Impact}", EventName = "DriftDetected")]
    public static partial void DriftDetected(this ILogger logger, string box, string resource, string desired, string layers, string impact);

    [LoggerMessage(21, LogLevel.Warning, "{Box}: and {Count} more drift(s); 'reconciler plan --limit {Box}' lists them", EventName = "MoreDrift")]
    public static partial void MoreDrift(this ILogger logger, string box, int count);

    [LoggerMessage(23, LogLevel.Information, "{Box}: revision {Revision} asks for {Count} change(s): {Resource}", EventName = "ChangesWanted")]
    public static partial void ChangesWanted(this ILogger logger, string box, string revision, int count, string resource);

    [LoggerMessage(22, LogLevel.Information, "{Box}: in sync with revision {Revision}: files, memory and client agree", EventName = "InSync")]
    public static partial void InSync(this ILogger logger, string box, string revision);

    [LoggerMessage(30, LogLevel.Information, "{Box}: {Resource}: {Result}", EventName = "FileChanged")]
    public static partial void FileChanged(this ILogger logger, string box, string resource, string result);

    [LoggerMessage(31, LogLevel.Information, "{Box}: {Activation}: {Result}", EventName = "Activated")]
    public static partial void Activated(this ILogger logger, string box, string activation, string result);

    [LoggerMessage(32, LogLevel.Error, "{Box}: {Resource} failed: {Cause}. Nothing after it was done; it is tried again by itself", EventName = "StepFailed")]
    public static partial void StepFailed(this ILogger logger, string box, string resource, string cause);

    [LoggerMessage(33, LogLevel.Error, "{Box}: what was done did not show its effect: {Cause}. Tried again, more and more seldom; 'reconciler plan --limit {Box}' shows what is left", EventName = "NotProved")]
    public static partial void NotProved(this ILogger logger, string box, string cause);

    [LoggerMessage(40, LogLevel.Warning, "{Box}: {Activation} is pending: {Cause}", EventName = "ActionPending")]
    public static partial void ActionPending(this ILogger logger, string box, string activation, string cause);

    [LoggerMessage(41, LogLevel.Warning, "{Box}: blocked: {Cause}", EventName = "Blocked")]
    public static partial void Blocked(this ILogger logger, string box, string cause);

    [LoggerMessage(42, LogLevel.Warning, "{Box}: worth knowing: {Cause}", EventName = "Noticed")]
    public static partial void Noticed(this ILogger logger, string box, string cause);

    [LoggerMessage(43, LogLevel.Error, "{Box}: {Activation} has been pending since {Since} and policy.restart.maxWait is over: it stays pending and is never forced. End the calls, or restart Asterisk yourself when it suits", EventName = "PendingTooLong")]
    public static partial void PendingTooLong(this ILogger logger, string box, string activation, string since);

    [LoggerMessage(50, LogLevel.Critical, "{Box}: a round ended by an error of ours; the next one is tried as usual", EventName = "RoundCrashed")]
    public static partial void RoundCrashed(this ILogger logger, Exception error, string box);
}
