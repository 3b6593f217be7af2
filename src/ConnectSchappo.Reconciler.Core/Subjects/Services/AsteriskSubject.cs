using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Services;

/// <summary>Whether Asterisk runs at all, and what of it everything else needs.</summary>
public sealed class AsteriskSubject : Subject
{
    private AsteriskSubject()
    {
    }

    public static AsteriskSubject Instance { get; } = new();

    public override string Name => "asterisk";

    public override ConfigFile? ConfigFile => null;

    public override Section? Section => null;

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Service];

    public override Activation? Reload => null;

    public override EquatableArray<Activation> Activations => [AsteriskActivations.Start, AsteriskActivations.Restart];

    internal override DriftKind KindOf(ResourceId item) => DriftKind.Service;

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) => [];

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) => box;

    internal override string? Body(DesiredBox desired, OwnFileSetting setting) => null;

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) => [];

    internal override EquatableArray<string> Reads => [UnseenFiles.Main];

    internal override IEnumerable<Drift> Drifts(BoxView box) => AsteriskDrifts.Find(box);

    internal override Acceptance Accept(BoxView box, Drift drift) => Acceptance.NoMatter(drift);

    internal override Imported Import(ImportedBox box) => Imported.Nothing;

    internal override IEnumerable<MemoryQuestion> Questions =>
    [
        StartedQuestion.Instance,
        ReloadedQuestion.Instance,
        ChannelsQuestion.Instance,
        ConfigDirectoryQuestion.Instance,
    ];

    internal override IEnumerable<PlannedActivation> Steps(BoxView box, IReadOnlyList<Drift> ours, IReadOnlyList<string> edited) =>
        ours.Any(AsteriskActivations.Start.MakesEffective)
            ? [AsteriskActivations.Start.Step(this, $"policy.service is ensure and Asterisk is stopped")]
            : [];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) =>
        [($"which files Asterisk can read", box.Seen.Unreadable.Missing, true)];

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) => PartInputs.OfAsterisk(seen);
}
