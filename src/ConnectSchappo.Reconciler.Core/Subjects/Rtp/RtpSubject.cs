using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>What carries the sound of calls: rtp.conf's [general].</summary>
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

    internal override DesiredBox With(DesiredBox box, EquatableArray<DesiredOption> options) => box.With(new DesiredRtp { All = options });

    internal override string? Body(DesiredBox desired, OwnFileSetting setting) =>
        base.Body(desired, setting) is { } body
            ? body + OwnFileText.Carried(InheritedOptions.Of(setting.Files, ConfigFile, desired.Rtp))
            : null;

    internal override IEnumerable<Drift> Drifts(BoxView box) => RtpDrifts.Find(box);

    internal override IEnumerable<MemoryQuestion> Questions => [RtpSettingsQuestion.Instance];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) => [];

    internal override IEnumerable<Message> Uncompared(BoxView box) => RtpDrifts.Uncompared(box);
}
