using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>What Asterisk loads, and in which order: modules.conf, and who took the WebSocket.</summary>
public sealed class ModulesSubject : Subject
{
    private const string Preload = "preload";

    private ModulesSubject()
    {
    }

    public static ModulesSubject Instance { get; } = new();

    public override string Name => ConfigFile.Name;

    public static ConfigFile Config { get; } = new("modules", "modules");

    public override ConfigFile ConfigFile => Config;

    public override Section Section { get; } = new ModulesSection();

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Modules];

    public override Activation? Reload => null;

    internal override DriftKind KindOf(ResourceId item) => DriftKind.Modules;

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) =>
        [new(new SettingsId(this), box.Preload.Select(m => new DesiredOption(Preload, new DesiredValue.Text(m), default))
            .ToEquatableArray())];

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) => new SettingsId(this) is var settings && held.Contains(settings)
        ? box.WithPreload((held.Kept(settings)?.Options ?? []).Where(o => o.Key == Preload).Select(o => o.Value).ToEquatableArray())
        : box;

    internal override string? Body(DesiredBox desired, OwnFileSetting setting) => desired.Preload.IsEmpty ? null
        : OwnFileText.Header(ConfigFile, setting.Now!)
        + string.Concat(desired.Preload.Select(m => $"{Preload} => {OwnFileText.Escape(m)}\n"));

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) => OwnObjects.Settings(this, file);

    internal override IEnumerable<Drift> Drifts(BoxView box) => ModuleDrifts.Find(box).Concat(WizardDrifts.Find(box));

    // A preload that is missing, or that a noload defeats, is wanted no more.
    internal override Acceptance Accept(BoxView box, Drift drift) =>
        drift.Resource is SettingsId && drift.Field.Split(' ') is [Preload or "noload", var module]
            ? Acceptance.Of(Statement.Of(new Said.NoItem(module), Name, Preload))
            : Acceptance.NoMatter(drift);

    internal override Imported Import(ImportedBox box) => ModulesImport.Of(box);

    internal override IEnumerable<MemoryQuestion> Questions => [ModulesMemory.WebSocketQuestion];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) =>
        [($"who answers on the WebSocket", box.Seen.Client.Answers.Missing, WebRtc.Probed(box.Desired, box.Seen.Version) is not null)];

    // The manager interface alone can ask for it: a box without one is not for ever out of sync.
    internal override IEnumerable<Message> Notes(BoxView box, DriftReport report) =>
        box.Seen.Client.Answers.TryGet(out var answers) && answers == WebSocketAnswer.Pjsip
            && box.Seen.Client.CanBeCalled.Missing is { } why
            ? [(Message)$"whether Asterisk can send to softphones is unknown: {why}"]
            : [];

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) => PartInputs.OfFiles(seen, ConfigFile, now!);

    // A reload of the web server alone may end it.
    internal override IEnumerable<NameList> Names(Observation seen) =>
    [
        NameList.Of(
            HttpSubject.Instance, $"PJSIP's answers on the WebSocket", seen.Client.Answers,
            a => a == WebSocketAnswer.Pjsip ? [new WebSocketId()] : []),
    ];

    internal override Func<ResourceId, bool> Definitions(BoxView box) =>
        name => name is not WebSocketId || HttpDrifts.Wanted(box, WebRtc.Listener(box.Desired)) is not null;
}
