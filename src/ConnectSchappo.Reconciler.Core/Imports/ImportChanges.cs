using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Imports;

/// <summary>What the first apply of an imported desired state would change on a box, besides moving things into our files.</summary>
public static class ImportChanges
{
    /// <param name="report">What differs between the box and the imported desired state.</param>
    public static EquatableArray<Message> Of(DriftReport report) =>
        report.Drifts.Where(d => d.Remediation == Remediation.Automatic ? !IsMove(d) : d.Resource is ConfigFileId)
            .Select(Told).ToEquatableArray();

    /// <summary>What of a box could not be compared with the imported desired state, so that an apply may change it.</summary>
    /// <param name="seen">The box as it was seen.</param>
    /// <param name="report">What differs between it and the imported desired state.</param>
    public static EquatableArray<Message> Uncompared(Observation seen, DriftReport report) =>
    [
        .. seen.Asterisk switch
        {
            AsteriskLife.Running => (EquatableArray<Message>)[],
            AsteriskLife.Stopped => [$"all that Asterisk has in memory: it is stopped"],
            _ => [$"all that Asterisk has in memory: it does not answer"],
        },
        .. report.Unknown,
    ];

    // An object that is in no file of ours and in memory, its place in another file, and our files and their include lines.
    private static bool IsMove(Drift drift) => drift.Kind is DriftKind.Ownership
        || (drift is { Resource: PjsipId, Field: "", Memory: null, InFile: true } && !Equals(drift.Desired, LayerWords.Absent));

    private static Message Told(Drift drift) => drift switch
    {
        { Remediation: Remediation.Manual } => $"{drift.Name} keeps what stands in it from being moved: {drift.Consequence}",
        { Memory: { } running } => $"{drift.Name} in memory: {drift.Desired} in place of {running}",
        { File: { } file } => (Message)$"{drift.Name}: {drift.Desired} in place of {file}",
        _ => $"{drift.Name}: {drift.Desired}",
    };
}
