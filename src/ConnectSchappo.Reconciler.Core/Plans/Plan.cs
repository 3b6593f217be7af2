using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What will be done to a box, as data: what differs, the edits, the activations in order, and what is left to a person. What others wrote
/// stays on its line in each sentence.
/// </summary>
public sealed record Plan
{
    public required string Box { get; init; }

    public required string Revision { get; init; }

    public required DriftReport Report { get; init; }

    /// <summary>The files that it was made from, by path.</summary>
    public EquatableArray<SeenFile> Seen { get; init; }

    /// <summary>In the order in which they are written.</summary>
    public EquatableArray<FileEdit> Edits { get; init; }

    /// <summary>
    /// Of all that Asterisk's memory holds, whoever's it is: what will not be there once this plan is carried out, since no file defines it
    /// any more or the plan takes it away. All else must still be there afterwards.
    /// </summary>
    public EquatableArray<ResourceId> Goes { get; init; }

    /// <summary>The objects that are not brought to what is asked for, and why.</summary>
    public EquatableArray<Hold> Holds { get; init; }

    /// <summary>The objects that leave their subject because another one is to have them.</summary>
    public EquatableArray<(ResourceId Item, Subject To)> Moves { get; init; }

    /// <summary>Which part must not be done without which other.</summary>
    public EquatableArray<(Subject Part, Subject On)> Dependencies { get; init; }

    /// <summary>In the ladder's order, each at most once.</summary>
    public EquatableArray<PlannedActivation> Activations { get; init; }

    /// <summary>Why the plan may only be shown; null where it may be applied.</summary>
    public Message? Withheld { get; init; }

    /// <summary>Why nothing, or not everything, is planned: cap, conflict, a stopped Asterisk.</summary>
    public EquatableArray<Message> Blocked { get; init; }

    /// <summary>What did not work on this box and is not tried again now, with why and what ends that.</summary>
    public EquatableArray<QuarantinedChange> Quarantined { get; init; }

    /// <summary>What only a person can do, with its place.</summary>
    public EquatableArray<Message> ForPeople { get; init; }

    /// <summary>Things worth knowing that are no drift, such as a bad line in a file of others that costs us nothing.</summary>
    public EquatableArray<Message> Notes { get; init; }

    /// <summary>Known troubles of the version of Asterisk that runs: for whoever reads a plan, and no event of the log.</summary>
    public EquatableArray<Message> Troubles { get; init; }

    /// <summary>What is done, subject by subject: each has a fate of its own.</summary>
    public IEnumerable<PlanPart> Parts => KnownSubjects.All.Select(Of).Where(p => !p.Edits.IsEmpty || !p.Activations.IsEmpty);

    public bool HasWork => !Edits.IsEmpty || !Activations.IsEmpty;

    /// <summary>What is done for one subject; it may be nothing.</summary>
    public PlanPart Of(Subject subject)
    {
        var edits = Edits.Where(e => e.Subject == subject).ToEquatableArray();
        return new PlanPart(
            subject,
            edits,
            Activations.Where(a => a.Serves.Contains(subject) || a.Covers.Any(c => c.Serves.Contains(subject))).ToEquatableArray(),
            Dependencies.Where(d => d.Part == subject).Select(d => d.On).ToEquatableArray())
        {
            Changed = new Lazy<IReadOnlySet<ResourceId>>(() => Changes(subject, edits)),
        };
    }

    private HashSet<ResourceId> Changes(Subject subject, EquatableArray<FileEdit> edits)
    {
        var own = edits.FirstOrDefault(e => e.Path == subject.OwnFile);
        IEnumerable<ResourceId> objects = own is null ? [] : OwnObjects.Changed(subject, own.Original?.Reveal(), own.After?.Reveal());
        IEnumerable<Drift> taken = edits.IsEmpty ? [] : Report.Drifts.Where(d =>
            d is { Field: "", InFile: true, Remediation: Remediation.Automatic } && d.Subject == subject && subject.TakesOut(d));
        return objects.Concat(taken.Select(d => d.Resource.Object)).ToHashSet();
    }

    /// <summary>The same plan for some subjects alone: what is left without a greater activation that covered it gets its own.</summary>
    public Plan Only(IReadOnlySet<Subject> subjects)
    {
        bool IsWanted(PlannedActivation activation) => activation.Serves.Any(subjects.Contains);
        return this with
        {
            Edits = Edits.Where(e => subjects.Contains(e.Subject)).ToEquatableArray(),
            Activations = Activations.SelectMany(a => IsWanted(a) ? [a] : a.Covers.Where(IsWanted))
                .OrderBy(a => a.Activation.Rung).ToEquatableArray(),
        };
    }
}
