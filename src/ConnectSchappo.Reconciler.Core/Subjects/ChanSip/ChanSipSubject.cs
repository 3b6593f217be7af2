using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>What is left of chan_sip: sip.conf's [general], and the peers that it must not have.</summary>
public sealed class ChanSipSubject : SharedSectionSubject
{
    private ChanSipSubject()
    {
    }

    public static ChanSipSubject Instance { get; } = new();

    public override string Name => ConfigFile.Name;

    public static ConfigFile Config { get; } = new("sip", "general");

    public override ConfigFile ConfigFile => Config;

    public override Section Section { get; } = new ChanSipSection();

    public override Activation Reload => ChanSipActivations.Reload;

    internal override Message Consequence { get; } = $"chan_sip uses another value than the desired state";

    // Nothing reads sip.conf where chan_sip is gone.
    internal override bool IsThere(DesiredBox box, Observation seen) => box.Catalogue.HasChanSip;

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Sip];

    internal override DriftKind OptionKind => DriftKind.Sip;

    internal override ResourceId? Parse(string key) =>
        key.StartsWith(SipPeerId.Mark, StringComparison.Ordinal) ? new SipPeerId(key[SipPeerId.Mark.Length..]) : base.Parse(key);

    internal override EquatableArray<DesiredOption> Options(DesiredBox box) => box.SipGeneral;

    internal override DesiredBox With(DesiredBox box, EquatableArray<DesiredOption> options) =>
        box.With(box.Of<DesiredChanSip>() with { General = options });

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) => base.Objects(box).Concat(
        box.SipAbsent.Select(
            p => new DesiredObject(new SipPeerId(p), [new DesiredOption("absent", new DesiredValue.Text("yes"), default)])));

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) =>
        base.Keep(box, held).WithSipAbsent(box.SipAbsent.Where(p => !held.Contains(new SipPeerId(p))).ToEquatableArray());

    internal override Removal TakenOut(DesiredBox desired, ConfTree now)
    {
        var peers = new SectionIndex(now);
        return new(
            $"chan_sip without", desired.SipAbsent.SelectMany(name => SipPeers.Named(peers, name)),
            s => s.Name, s => SipPeers.Is(Removal.TypeOf(s, now)) ? s.Name : "");
    }

    internal override bool TakesOut(Drift drift) => drift is { Kind: DriftKind.Sip, Resource: SipPeerId };

    internal override bool IsWanted(BoxView box) => base.IsWanted(box) || !box.Desired.SipAbsent.IsEmpty;

    internal override IEnumerable<Drift> Drifts(BoxView box) => box.Desired.Catalogue.HasChanSip ? SipDrifts.Find(box) : [];

    // Whoever becomes an endpoint of ours goes out of chan_sip by the same commit, which leaves our file of chan_sip as it is.
    internal override Subject DecidedBy(BoxView box, Drift drift) =>
        drift.Resource is SipPeerId { Peer: var name } && box.Subjects.FirstOrDefault(s => s.Brings(box, name)) is { } other ? other : this;

    // Whoever is an endpoint of PJSIP's is in no list of the desired state.
    internal override Acceptance Accept(BoxView box, Drift drift) =>
        drift.Resource is not SipPeerId peer ? base.Accept(box, drift)
        : box.Asked.SipAbsent.Contains(peer.Peer) && drift.InFile
        ? Acceptance.Of(Statement.Of(new Said.NoItem(peer.Peer), Name, "absent")) with { Takes = [peer] }
        : Acceptance.RunsOnly(drift);

    // Its peers stay: what they would be is for whoever has extensions to say.
    internal override Imported Import(ImportedBox box) => box.Catalogue.HasChanSip ? base.Import(box) : Imported.Nothing;

    internal override EquatableArray<string> Keys => [Name, ConfigFile.SharedSection!];

    internal override IEnumerable<MemoryQuestion> Questions => [SipPeersQuestion.Instance];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) => [];

    internal override IEnumerable<NameList> Names(Observation seen) =>
    [
        NameList.Of(
            this, SipPeersQuestion.Instance.What, seen.Memory.SipPeers, names => names.Select(n => new SipPeerId(n)),
            seen.Memory.AskedByName(SipPeersQuestion.Instance)?.Select(n => new SipPeerId(n))),
    ];

    internal override Func<ResourceId, bool> Definitions(BoxView box)
    {
        var sections = box.Of(ConfigFile).SectionsWanted;
        return name => name is not SipPeerId peer || sections.Named(peer.Peer).Count > 0;
    }

    internal override bool Runs(BoxView box) =>
        !box.Seen.Memory.SipPeers.TryGet(out var peers) || !peers.IsEmpty
        || box.Seen.Memory.AskedByName(SipPeersQuestion.Instance) is not null;
}
