using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>PJSIP's objects: endpoints, auths, AORs, transports and the others.</summary>
public sealed class PjsipSubject : Subject
{
    private PjsipSubject()
    {
    }

    public static PjsipSubject Instance { get; } = new();

    public override string Name => ConfigFile.Name;

    public static ConfigFile Config { get; } = new("pjsip", null);

    public override ConfigFile ConfigFile => Config;

    public override Section Section { get; } = new PjsipSection();

    public override Activation Reload => PjsipActivations.Reload;

    internal override EquatableArray<string> FilesBeside => [Wizards.Path, SorceryFile.Path];

    internal override ResourceId? Parse(string key) =>
        key.Split(' ', 2) is [var type, var name] && PjsipTypes.Named(type) is { } known && known.TypeName() == type
            ? new PjsipId(known, name)
            : base.Parse(key);

    internal override EquatableArray<DriftKind> Kinds =>
        [DriftKind.Auth, DriftKind.Aor, DriftKind.Endpoint, DriftKind.Pjsip, DriftKind.Certificate];

    internal override DriftKind KindOf(ResourceId item) => item is PjsipId { Type: var type } ? PjsipDrifts.KindOf(type) : DriftKind.Pjsip;

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) =>
        box.Pjsip.Select(o => new DesiredObject(PjsipId.Of(o), o.Options));

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) => HeldPjsipObjects.Keep(box, held);

    internal override (string Resource, OptionSection Options)? Ignorable(DesiredBox desired, ResourceId item) =>
        item is PjsipId found ? (IgnoredField.ResourceOf(found.Type, found.Section), desired.Catalogue[found.Type]) : null;

    internal override DesiredBox KeepIgnored(DesiredBox box, ConfTree now, List<IgnoredDrift> ignored)
    {
        var sections = new SectionIndex(now);
        return box.With(new DesiredPjsip { Objects = box.Pjsip.Select(o => KeepIgnored(o, sections, box, ignored)).ToEquatableArray() });
    }

    internal override string? Body(DesiredBox desired, OwnFileSetting setting)
    {
        var text = new StringBuilder();
        foreach (var item in desired.Pjsip)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"[{item.Name}]\ntype={item.Type.TypeName()}\n")
                .AppendOptions(item.Options, setting.Secrets);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) =>
        from section in OwnObjects.Sections(ConfigFile, file)
        let type = section.Last("type") is { } entry ? PjsipTypes.Named(entry.Value.Trim()) : null
        where type is not null
        select new OwnObject(
            new PjsipId(type.Value, section.Name),
            section.Entries.Where(e => !e.Key.Equals("type", StringComparison.OrdinalIgnoreCase)).Select(OwnObjects.Line)
                .ToEquatableArray());

    internal override Removal? TakenOut(DesiredBox desired, ConfTree now)
    {
        if (!desired.Policy.Adopt)
        {
            return null;
        }

        static string Named(ConfEntry? type, string name) => $"{type?.Value.ToLowerInvariant()} {name}";
        var objects = new SectionIndex(now);
        return new(
            $"only in our file:", desired.Pjsip.SelectMany(o => objects.Objects(o.Type, o.Name)),
            s => Named(s.Last("type"), s.Name), s => Named(Removal.TypeOf(s, now), s.Name));
    }

    internal override bool Brings(BoxView box, string extension)
    {
        var view = box.Of(ConfigFile);
        return box.Wants(PjsipType.Endpoint, extension) && !view.SectionsNow.Objects(PjsipType.Endpoint, extension).Any(view.IsOwn);
    }

    internal override IEnumerable<Drift> Drifts(BoxView box) => PjsipDrifts.Find(box)
        .Concat(ReferenceDrifts.Find(box))
        .Concat(TransportDrifts.Find(box))
        .Concat(TransportCertificateDrifts.Find(box))
        .Concat(RegistrationDrifts.Find(box))
        .Concat(FrozenTypeDrifts.Find(box))
        .Concat(TwinDrifts.Find(box));

    internal override Imported Import(ImportedBox box) => PjsipImport.Of(box);

    internal override Acceptance Accept(BoxView box, Drift drift) => PjsipAcceptance.Of(box, drift);

    internal override IEnumerable<MemoryQuestion> Questions => PjsipMemory.Questions;

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) =>
        TransportCertificateDrifts.Unknown(box).Concat(RegistrationDrifts.Unknown(box)).Concat(PjsipUncompared.Unknown(box));

    // A reload moves a transport that says so itself, even where it says so from this very change on. Source: 16.28, tried.
    internal override IEnumerable<Message> Notes(BoxView box, DriftReport report) =>
        report.Drifts
            .Where(d => d is
            {
                Kind: DriftKind.Pjsip, TakesEffect: DriftNeed.Restart, Remediation: Remediation.Automatic,
                Resource: PjsipId { Type: PjsipType.Transport },
            })
            .Select(d => d.Resource).Distinct().Select(t => (Message)$"{t}: with allow_reload: yes in the desired state a reload is enough")
            .Concat(TransportCertificateDrifts.Notes(box));

    internal override IEnumerable<Message> Uncompared(BoxView box) => PjsipUncompared.Values(box);

    internal override IEnumerable<Hold> Unready(DesiredBox asked, Observation seen) => TransportCertificateDrifts.Holds(asked, seen);

    internal override IEnumerable<PlannedActivation> Steps(BoxView box, IReadOnlyList<Drift> ours, IReadOnlyList<string> edited) =>
        base.Steps(box, ours, edited).Select(s => s with { Arguments = PjsipActivations.Modules(Types(box)) });

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) =>
        PartInputs.OfFiles(seen, ConfigFile, now!)
            .Concat(FilesBeside.Select(p => seen.Files.TryGetValue(p, out var file) ? file.Sha256 : ""));

    /// <summary>An extension leaves chan_sip only when PJSIP has it.</summary>
    internal override IEnumerable<(Subject Part, Subject On)> Dependencies(BoxView box) =>
        Moves(box).Any(p => !box.Seen.Memory.EndpointNames.TryGet(out var names) || !names.Contains(p))
            ? [(ChanSipSubject.Instance, this)]
            : [];

    internal override IEnumerable<ResourceId> TakesOver(BoxView box) => Moves(box).Select(p => new SipPeerId(p));

    internal override Message? NotTakenOver(ResourceId item, Observation now) =>
        item is SipPeerId { Peer: var name } && now.Memory.EndpointNames.TryGet(out var endpoints) && !endpoints.Contains(name)
            ? (Message)$"PJSIP does not have it"
            : null;

    // Of what is wanted, and of what goes.
    private static HashSet<PjsipType> Types(BoxView box) =>
        box.Desired.Pjsip.Select(o => o.Type).Concat(UnwantedPjsipDrifts.Removed(box).Select(r => r.Type)).ToHashSet();

    // The extensions that leave chan_sip because PJSIP is to have them.
    private static IEnumerable<string> Moves(BoxView box)
    {
        var peers = box.Of(ChanSipSubject.Instance.ConfigFile).SectionsNow;
        return box.Desired.SipAbsent.Where(p => box.Wants(PjsipType.Endpoint, p) && peers.Named(p).Count > 0);
    }

    internal override Message? Block(BoxView box)
    {
        var removed = UnwantedPjsipDrifts.Removed(box).Select(r => r.Section.Name).ToList();
        return removed.Count <= box.Desired.Policy.RemovalsMax ? DatabaseAlone(box)
            : (Message)($"{removed.Count} objects would be removed and policy.removals.max is {box.Desired.Policy.RemovalsMax}: "
                + $"raise it in the commit that removes them, "
                + $"or restore {string.Join(", ", removed.Distinct(StringComparer.Ordinal).Take(5))}");
    }

    // Ours would be read by nobody, and to find that out would cost a restart.
    private static Message? DatabaseAlone(BoxView box)
    {
        var lines = SorceryFile.WithoutFiles(box.Files, box.Desired.Pjsip.Select(o => o.Type).Distinct()).ToList();
        return lines.Count == 0 ? null
            : (Message)($"pjsip: by {string.Join(", ", lines.Select(l => l.Place))} "
                + $"Asterisk reads no {string.Join(", ", lines.Select(l => l.Key))} from files: "
                + $"in section [res_pjsip] of {SorceryFile.Path} add "
                + $"{string.Join(" and ", lines.Select(l => SorceryFile.LineOfFiles(l.Key)))}, then restart Asterisk");
    }

    internal override IEnumerable<NameList> Names(Observation seen) => PjsipNames.Of(this, seen);

    internal override Func<ResourceId, bool> Definitions(BoxView box) => PjsipNames.Definitions(box);

    internal override bool Runs(BoxView box) =>
        PjsipStartLosses.Holds(box.Seen.Memory.EndpointNames) || PjsipStartLosses.Holds(box.Seen.Memory.TransportNames);

    internal override IEnumerable<Message> LostAtStart(BoxView box, SectionIndex? sections) => PjsipStartLosses.Find(box, sections);

    private static PjsipObject KeepIgnored(PjsipObject wanted, SectionIndex sections, DesiredBox desired, List<IgnoredDrift> ignored)
    {
        var rules = new IgnoreRules(desired.Policy, IgnoredField.ResourceOf(wanted.Type, wanted.Name), desired.Catalogue[wanted.Type]);
        if (!rules.Any || sections.Objects(wanted.Type, wanted.Name)
            .FirstOrDefault(s => s.Place.Path == Instance.OwnFile) is not { } section)
        {
            return wanted;
        }

        var own = section.Entries.Where(e => e.Place.Path == Instance.OwnFile).ToList();
        ignored.AddRange(PreservedOptions.Differing(PjsipDrifts.KindOf(wanted.Type), PjsipId.Of(wanted), wanted.Options, own, rules));
        return wanted with { Options = PreservedOptions.Options(wanted.Options, own, rules) };
    }
}
