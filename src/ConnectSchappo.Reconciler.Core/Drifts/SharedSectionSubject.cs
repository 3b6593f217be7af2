using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A subject whose options stand in one section that others write too.</summary>
public abstract class SharedSectionSubject : Subject
{
    /// <summary>What a difference of one of its options means for people.</summary>
    internal abstract Message Consequence { get; }

    internal abstract DriftKind OptionKind { get; }

    internal abstract EquatableArray<DesiredOption> Options(DesiredBox box);

    internal abstract DesiredBox With(DesiredBox box, EquatableArray<DesiredOption> options);

    internal override DriftKind KindOf(ResourceId item) => OptionKind;

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) => [new(new SettingsId(this), Options(box))];

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) => new SettingsId(this) is var settings && held.Contains(settings)
        ? With(box, HeldObjects.Options(held.Kept(settings), Options(box)))
        : box;

    internal override (string Resource, OptionSection Options)? Ignorable(DesiredBox desired, ResourceId item) =>
        item is SettingsId ? (Name, Known(desired)) : null;

    internal override DesiredBox KeepIgnored(DesiredBox box, ConfTree now, List<IgnoredDrift> ignored)
    {
        var wanted = Options(box);
        var own = now.Find(ConfigFile!.SharedSection!)?.Entries.Where(e => e.Place.Path == ConfigFile.Own).ToList() ?? [];
        if (wanted.IsEmpty || own.Count == 0)
        {
            return box;
        }

        var rules = new IgnoreRules(box.Policy, Name, Known(box));
        ignored.AddRange(PreservedOptions.Differing(OptionKind, new SettingsId(this), wanted, own, rules));
        return With(box, PreservedOptions.Options(wanted, own, rules));
    }

    internal override string? Body(DesiredBox desired, OwnFileSetting setting) => Options(desired) is { IsEmpty: false } options
        ? new StringBuilder(OwnFileText.Header(ConfigFile!, setting.Now!)).AppendOptions(options, setting.Secrets).ToString()
        : null;

    internal override Acceptance Accept(BoxView box, Drift drift) => SharedOptions.Accept(box, this, drift);

    internal override Imported Import(ImportedBox box) => SharedImport.Of(box, this, box.Tree(ConfigFile!), _ => false);

    /// <summary>The keys of its options in the desired state.</summary>
    internal virtual EquatableArray<string> Keys => [Name];

    private OptionSection Known(DesiredBox desired) => ConfigFile!.OptionsIn(desired.Catalogue)
        ?? throw new InvalidOperationException($"The catalogue has no section {ConfigFile.Name}.conf/{ConfigFile.SharedSection}.");

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) => OwnObjects.Settings(this, file);

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) => PartInputs.OfFiles(seen, ConfigFile!, now!);
}
