using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A thing on a box that the desired state can speak of. All that is known about it stands in its folder, and everything else asks it
/// through this. What differs of one subject is changed, activated, verified, and confirmed or rolled back by itself, so that the trouble
/// of one keeps no other from being healed.
/// </summary>
public abstract class Subject
{
    /// <summary>The word that people, metrics, and the journal on a box use for it.</summary>
    public abstract string Name { get; }

    /// <summary>Its configuration file of Asterisk's; null where it has none.</summary>
    public abstract ConfigFile? ConfigFile { get; }

    /// <summary>What the desired state may say of it, and by which name the policy has a mode for it; null where it says nothing.</summary>
    public abstract Section? Section { get; }

    /// <summary>The path of the file that is wholly ours; null where there is none.</summary>
    public virtual string? OwnFile => ConfigFile?.Own;

    /// <summary>Whether it lives in Asterisk: without a running one it can be neither activated nor verified.</summary>
    public virtual bool NeedsAsterisk => true;

    /// <summary>The folder that its configuration has to itself, with a slash at its end; null where that lies among Asterisk's.</summary>
    internal virtual string? Folder => null;

    /// <summary>Files that Asterisk reads besides its configuration file, and that define objects of the same kind.</summary>
    internal virtual EquatableArray<string> FilesBeside => [];

    /// <summary>Every file, or glob of files, that is read of a box for it. What these include is read too.</summary>
    internal virtual EquatableArray<string> Reads =>
        [.. ConfigFile is { } file ? (string[])[file.Top, file.Custom, file.Own] : [], .. FilesBeside];

    /// <summary>
    /// Paths whose <c>stat</c> changes when its memory does, other than by a reload of Asterisk's, of which Asterisk tells. They need not
    /// exist.
    /// </summary>
    internal virtual EquatableArray<string> Signs => [];

    public sealed override string ToString() => Name;

    // --- Identities: what is kept on a box, and what it is called elsewhere.

    /// <summary>The object that a key means (<see cref="ResourceId.Key"/>); null where it means none of this subject.</summary>
    internal virtual ResourceId? Parse(string key) => key == Name ? new SettingsId(this) : null;

    /// <summary>
    /// What a drift of it may be about, besides what that of every subject may be (<see cref="DriftKind.Ownership"/>,
    /// <see cref="DriftKind.Foreign"/>).
    /// </summary>
    internal abstract EquatableArray<DriftKind> Kinds { get; }

    /// <summary>What a drift of one of its objects counts as.</summary>
    internal abstract DriftKind KindOf(ResourceId item);

    // --- What is wanted.

    /// <summary>The objects that a desired state has of it, in its order, each at most once.</summary>
    internal abstract IEnumerable<DesiredObject> Objects(DesiredBox box);

    /// <summary>The desired state with each object that is held as a file of ours has it, or without it where none has.</summary>
    /// <param name="box">The desired state.</param>
    /// <param name="held">The objects of this subject that are held.</param>
    internal abstract DesiredBox Keep(DesiredBox box, HeldObjects held);

    /// <summary>
    /// The options that a policy may ignore in an object, and how the policy names the object; null where it may ignore none.
    /// </summary>
    internal virtual (string Resource, OptionSection Options)? Ignorable(DesiredBox desired, ResourceId item) => null;

    /// <summary>The desired state with the fields that the policy ignores as our own file has them, and what differs by that.</summary>
    /// <param name="box">The desired state.</param>
    /// <param name="now">What Asterisk would read of the subject's files.</param>
    /// <param name="ignored">Takes what differs.</param>
    internal virtual DesiredBox KeepIgnored(DesiredBox box, ConfTree now, List<IgnoredDrift> ignored) => box;

    // --- Files.

    /// <summary>What our own file holds below its header; null where there is to be none.</summary>
    internal abstract string? Body(DesiredBox desired, OwnFileSetting setting);

    /// <summary>The objects that a file of ours holds, read from the file alone.</summary>
    internal abstract IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file);

    /// <summary>What is taken out of the files of others; null where nothing is.</summary>
    /// <param name="desired">The desired state.</param>
    /// <param name="now">What Asterisk would read of the subject's files.</param>
    internal virtual Removal? TakenOut(DesiredBox desired, ConfTree now) => null;

    /// <summary>Whether a drift is removed by taking something out of a file of others.</summary>
    internal virtual bool TakesOut(Drift drift) => false;

    /// <summary>Whether the desired state speaks of its files, so that one that was not read matters.</summary>
    internal virtual bool IsWanted(BoxView box) => ConfigFile is { } configFile && box.Of(configFile).HasOwn;

    /// <summary>Whether our file is as we wrote it, and differs from what is wanted only by what others have done since.</summary>
    internal virtual bool IsOthersDoing(BoxView box, string path) => false;

    /// <summary>The subject whose file of ours tells whether a drift was asked for: its own.</summary>
    internal virtual Subject DecidedBy(BoxView box, Drift drift) => this;

    /// <summary>Whether an extension becomes its own by what is wanted now, and is not yet.</summary>
    internal virtual bool Brings(BoxView box, string extension) => false;

    /// <summary>Whether it is on the box at all, so that a file of ours has a place there.</summary>
    internal virtual bool IsThere(DesiredBox box, Observation seen) => true;

    // --- What differs.

    /// <summary>Everything in which a box differs from its desired state, in any layer.</summary>
    internal abstract IEnumerable<Drift> Drifts(BoxView box);

    /// <summary>What the desired state would have to say so that a drift of it is none; or why it cannot.</summary>
    /// <param name="box">The box.</param>
    /// <param name="drift">A drift of this subject, and no ban, certificate, service or file of ours.</param>
    internal abstract Acceptance Accept(BoxView box, Drift drift);

    /// <summary>What the desired state would have to say, so that it asks for what the files of a box have of it.</summary>
    internal abstract Imported Import(ImportedBox box);

    /// <summary>What is asked of Asterisk's memory for it.</summary>
    internal virtual IEnumerable<MemoryQuestion> Questions => [];

    /// <summary>
    /// What else than an answer of memory is not known of it, and is needed to say that it is as wanted: a few words, and why.
    /// </summary>
    internal abstract IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box);

    /// <summary>Things worth knowing that are no drift.</summary>
    internal virtual IEnumerable<Message> Notes(BoxView box, DriftReport report) => [];

    /// <summary>Values that are compared in files alone, since Asterisk never shows them.</summary>
    internal virtual IEnumerable<Message> Uncompared(BoxView box) => [];

    /// <summary>Objects that Asterisk is not let at, whatever is asked.</summary>
    internal virtual IEnumerable<Hold> Unready(DesiredBox asked, Observation seen) => [];

    // --- What makes changes effective.

    /// <summary>
    /// What makes its files effective without a start, and the old ones once a change is undone; null where only a start reads them.
    /// </summary>
    public abstract Activation? Reload { get; }

    /// <summary>The activations that are its own, in the order in which they are carried out.</summary>
    public virtual EquatableArray<Activation> Activations => Reload is { } reload ? [reload] : [];

    /// <summary>The least of its own activations that make its changes effective; a restart is for all that need one.</summary>
    /// <param name="box">The box.</param>
    /// <param name="ours">What differs of it, and we put right.</param>
    /// <param name="edited">The paths of its files whose text changes.</param>
    internal virtual IEnumerable<PlannedActivation> Steps(BoxView box, IReadOnlyList<Drift> ours, IReadOnlyList<string> edited) =>
        Reload is { } reload && Reasons(reload, ours, edited) is { Count: > 0 } reasons ? [reload.Step(this, Listing.Of(reasons))] : [];

    /// <summary>Whether a drift comes about whatever we do: a ban, a date that is over, a service that somebody stops.</summary>
    internal virtual bool HappensByItself(Drift drift) => drift.Kind is DriftKind.Ban or DriftKind.Service or DriftKind.Certificate;

    /// <summary>Objects of other subjects that leave those because this one is to have them.</summary>
    internal virtual IEnumerable<ResourceId> TakesOver(BoxView box) => [];

    /// <summary>Why something that it takes over has not come; null where it has, or where that is not known.</summary>
    internal virtual Message? NotTakenOver(ResourceId item, Observation now) => null;

    // --- What a change hangs on, and what it may cost.

    /// <summary>
    /// What the fate of a change hangs on besides the change itself, in meaning and not in bytes; what we write is not in it.
    /// </summary>
    internal abstract IEnumerable<string> Inputs(Observation seen, ConfTree? now);

    /// <summary>Which part must not be done without which other.</summary>
    internal virtual IEnumerable<(Subject Part, Subject On)> Dependencies(BoxView box) => [];

    /// <summary>Why it must not be touched at all now; null where it may.</summary>
    internal virtual Message? Block(BoxView box) => null;

    /// <summary>Whether a drift that only a person can remove keeps it from being touched.</summary>
    internal virtual bool IsBlockedBy(Drift drift) => drift is { Kind: DriftKind.Foreign, Field: "" };

    /// <summary>What is there by name, whoever's it is.</summary>
    internal virtual IEnumerable<NameList> Names(Observation seen) => [];

    /// <summary>Tells of a name of <see cref="Names"/> that is its own whether it is still defined by what the files will say.</summary>
    internal virtual Func<ResourceId, bool> Definitions(BoxView box) => _ => true;

    /// <summary>Whether a start of Asterisk could take something of it away. What is not known may be there.</summary>
    internal virtual bool Runs(BoxView box) => ConfigFile is not { } configFile || box.HasChangedSinceTheStart(configFile);

    /// <summary>What runs now and would not run after the next start, besides what is lost where its files cannot be read at all.</summary>
    /// <param name="box">The box.</param>
    /// <param name="sections">The sections that the next start reads; null where its files cannot be read.</param>
    internal virtual IEnumerable<Message> LostAtStart(BoxView box, SectionIndex? sections) => [];

    // Files that change, and memory that is otherwise; nothing where only a start makes effective what differs, or need not be hurried.
    private static List<Message> Reasons(Activation reload, IReadOnlyList<Drift> ours, IReadOnlyList<string> edited) =>
        ours.Count > 0 && !ours.Any(reload.MakesEffective) ? []
        :
        [
            .. edited.Select(p => Message.Verbatim(Path.GetFileName(p))),
            .. ours.Where(d => d.InMemory && reload.MakesEffective(d)).Select(d => (Message)$"{d.Name} in memory"),
        ];
}
