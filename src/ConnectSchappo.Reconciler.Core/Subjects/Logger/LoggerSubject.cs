using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>What Asterisk logs, and where: the files of logger.conf that fail2ban and people read.</summary>
public sealed class LoggerSubject : Subject
{
    private LoggerSubject()
    {
    }

    public static LoggerSubject Instance { get; } = new();

    public override string Name => ConfigFile.Name;

    // Where Issabel and FreePBX include a site's own lines of [logfiles].
    public static ConfigFile Config { get; } = new("logger", "logfiles") { CustomName = "logger_logfiles_custom.conf" };

    public override ConfigFile ConfigFile => Config;

    public override Section Section { get; } = new LoggerSection();

    public override Activation Reload => LoggerActivations.Reload;

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Logger];

    internal override DriftKind KindOf(ResourceId item) => DriftKind.Logger;

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) =>
    [
        new(new SettingsId(this), box.LoggerChannels
            .Select(c => new DesiredOption(c.Name, new DesiredValue.Text(LoggerChannel.Text(c.Levels)), default)).ToEquatableArray()),
    ];

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) => new SettingsId(this) is var settings && held.Contains(settings)
        ? box.With(new DesiredLogger
        {
            Channels = (held.Kept(settings)?.Options ?? [])
                .Select(o => new LoggerChannel(o.Key, LoggerChannel.LevelsOf(o.Value).ToEquatableArray())).ToEquatableArray(),
        })
        : box;

    /// <summary>
    /// A line for each file that others leave without a level of ours: with those levels alone, since each line is written by itself.
    /// </summary>
    internal override string? Body(DesiredBox desired, OwnFileSetting setting)
    {
        var others = setting.Now!.Find(Config.SharedSection!);
        var lines = desired.LoggerChannels
            .Select(c => (c.Name, Lacks: c.Levels.Except(LoggerDrifts.LevelsIn(others, c.Name, e => e.Place.Path != Config.Own)).ToList()))
            .Where(c => c.Lacks.Count > 0).Select(c => $"{c.Name} => {LoggerChannel.Text(c.Lacks)}\n").ToList();
        return lines.Count == 0 ? null : OwnFileText.Header(Config, setting.Now) + string.Concat(lines);
    }

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) => OwnObjects.Settings(this, file);

    internal override IEnumerable<Drift> Drifts(BoxView box) => LoggerDrifts.Find(box);

    internal override Imported Import(ImportedBox box) => LoggerImport.Of(box);

    internal override Acceptance Accept(BoxView box, Drift drift) =>
        drift.InFile ? LoggerDrifts.Accept(box, drift.Field) : Acceptance.RunsOnly(drift);

    internal override IEnumerable<MemoryQuestion> Questions => [LoggerChannelsQuestion.Instance];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) => [];

    internal override bool IsWanted(BoxView box) => !box.Desired.LoggerChannels.IsEmpty;

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) => PartInputs.OfFiles(seen, Config, now!);
}
