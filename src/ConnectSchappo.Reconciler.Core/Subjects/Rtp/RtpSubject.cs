using System.Net;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>What carries the sound of calls: rtp.conf's [general] and [ice_host_candidates].</summary>
public sealed class RtpSubject : SharedSectionSubject
{
    private RtpSubject()
    {
    }

    public static RtpSubject Instance { get; } = new();

    public override string Name => ConfigFile.Name;

    public static ConfigFile Config { get; } = new("rtp", "general") { ComesFirst = true, MayBeMissing = true };

    public override ConfigFile ConfigFile => Config;

    public override Section Section { get; } = new RtpSection();

    public override Activation Reload => RtpActivations.Reload;

    internal override Message Consequence { get; } = $"new calls use other RTP settings than the desired state";

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Rtp];

    internal override DriftKind OptionKind => DriftKind.Rtp;

    internal override EquatableArray<DesiredOption> Options(DesiredBox box) => box.Rtp;

    internal override DesiredBox With(DesiredBox box, EquatableArray<DesiredOption> options) =>
        box.With(box.Of<DesiredRtp>() with { All = options });

    // The lines of both sections, as those of our file are read.
    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) =>
    [
        new(new SettingsId(this), box.Rtp.Concat(box.IceHostCandidates
            .Select(c => new DesiredOption($"{c.Local}", new DesiredValue.Text(c.Value), default))).ToEquatableArray()),
    ];

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) =>
        base.Read(file).SelectMany(o => o.Options).ToEquatableArray() is { IsEmpty: false } lines
            ? [new OwnObject(new SettingsId(this), lines)]
            : [];

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held)
    {
        var settings = new SettingsId(this);
        if (!held.Contains(settings))
        {
            return box;
        }

        var lines = HeldObjects.Options(held.Kept(settings), Options(box)).ToLookup(o => IPAddress.TryParse(o.Name, out _));
        return box.With(new DesiredRtp
        {
            All = lines[false].ToEquatableArray(),
            Candidates = lines[true].Select(o => IceHostCandidate.Read(o.Name, o.Value.ToString()!)).OfType<IceHostCandidate>()
                .DistinctBy(c => c.Local).ToEquatableArray(),
        });
    }

    internal override string? Body(DesiredBox desired, OwnFileSetting setting)
    {
        var general = base.Body(desired, setting) is { } body
            ? body + OwnFileText.Carried(InheritedOptions.Of(setting.Files, ConfigFile, desired.Rtp))
            : "";
        var candidates = desired.IceHostCandidates.IsEmpty
            ? ""
            : $"[{IceHostCandidate.Section}]\n{string.Concat(desired.IceHostCandidates.Select(c => $"{c}\n"))}";
        return general.Length + candidates.Length == 0 ? null : general + candidates;
    }

    internal override IEnumerable<Drift> Drifts(BoxView box) => RtpDrifts.Find(box).Concat(IceDrifts.Find(box));

    internal override Acceptance Accept(BoxView box, Drift drift) =>
        drift.Field == IceHostCandidate.Section ? IceDrifts.Accept(box) : base.Accept(box, drift);

    internal override Imported Import(ImportedBox box) => RtpImport.Of(box);

    internal override IEnumerable<MemoryQuestion> Questions => [RtpSettingsQuestion.Instance];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) => [];

    internal override IEnumerable<Message> Uncompared(BoxView box) => RtpDrifts.Uncompared(box).Concat(IceDrifts.Uncompared(box));
}
