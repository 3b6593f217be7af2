using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What a plan does for one subject. It is journalled, activated, verified, and confirmed or rolled back by itself; an activation that
/// serves several parts is carried out once.
/// </summary>
/// <param name="Edits">In the order in which they are written.</param>
/// <param name="Activations">Those that make it effective, in the ladder's order; others may be served by the same.</param>
/// <param name="After">The parts without which it must not be done: where one of them fails, so does this.</param>
public sealed record PlanPart(
    Subject Subject, EquatableArray<FileEdit> Edits, EquatableArray<PlannedActivation> Activations, EquatableArray<Subject> After)
{
    /// <summary>Whether a file's text changes, so that there is something to undo.</summary>
    public bool HasEdits => Edits.Any(e => !e.IsTouch);

    /// <summary>Whether nothing of it can be done now: it has no edits, and what it needs waits.</summary>
    public bool OnlyWaits => Edits.IsEmpty && Activations.All(a => a.WaitsFor is not null);

    /// <summary>The least that makes it effective by itself, whatever greater activation of others covers it.</summary>
    public IEnumerable<PlannedActivation> Least =>
        Activations.SelectMany(a => a.Serves.Contains(Subject) ? [a] : a.Covers.Where(c => c.Serves.Contains(Subject)));

    /// <summary>Whether only a restart makes it effective, so that only a restart undoes it.</summary>
    public bool NeedsRestart => Activations.Any(a => a.Activation == KnownSubjects.Restart && a.Serves.Contains(Subject));

    /// <summary>The objects that it changes: those of our own file, and those that it takes out of files of others.</summary>
    public IReadOnlySet<ResourceId> Changes => Changed.Value;

    /// <summary>The same, worked out when somebody asks.</summary>
    public required Lazy<IReadOnlySet<ResourceId>> Changed { get; init; }
}
