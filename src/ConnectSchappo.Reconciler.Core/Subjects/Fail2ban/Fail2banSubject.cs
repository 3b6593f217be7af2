using System.Globalization;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>Whom fail2ban must never ban.</summary>
public sealed class Fail2banSubject : Subject
{
    /// <summary>Where its configuration lies.</summary>
    public const string Directory = "/etc/fail2ban/";

    /// <summary>fail2ban reads jail.d/*.local last and in order, so this one decides. Source: fail2ban 0.11.2, tried.</summary>
    public const string Jail = $"{Directory}jail.d/zz-reconciler.local";

    private const string IgnoreIp = "ignoreip";

    private Fail2banSubject()
    {
    }

    public static Fail2banSubject Instance { get; } = new();

    public override string Name => "fail2ban";

    public override ConfigFile? ConfigFile => null;

    public override Section Section { get; } = new Fail2banSection();

    public override Activation Reload => Fail2banActivations.Reload;

    public override EquatableArray<Activation> Activations => [Reload, Fail2banActivations.Unban, Fail2banActivations.Start];

    public override string OwnFile => Jail;

    public override bool NeedsAsterisk => false;

    internal override string Folder => Directory;

    // All that fail2ban makes its jails of, so that what overrides our file is found.
    internal override EquatableArray<string> Reads =>
        [$"{Directory}jail.conf", $"{Directory}jail.d/*.conf", $"{Directory}jail.local", $"{Directory}jail.d/*.local"];

    // A start makes a new socket and number, and systemd a group for it, which goes with its last process. Of bans and of ignoreip in
    // memory nothing tells: its database is written at each line of a log that it reads, ours among them. Source: fail2ban 0.11.2, tried.
    internal override EquatableArray<string> Signs =>
    [
        "/run/fail2ban/fail2ban.sock", "/run/fail2ban/fail2ban.pid",
        "/sys/fs/cgroup/system.slice/fail2ban.service", "/sys/fs/cgroup/systemd/system.slice/fail2ban.service",
    ];

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Fail2ban, DriftKind.Ban, DriftKind.Service];

    internal override DriftKind KindOf(ResourceId item) => DriftKind.Fail2ban;

    internal override IEnumerable<DesiredObject> Objects(DesiredBox box) => box.IgnoreIp is { } networks
        ? [new(new SettingsId(this), networks.Select(n => new DesiredOption(IgnoreIp, new DesiredValue.Text(n), default))
            .ToEquatableArray())]
        : [];

    internal override DesiredBox Keep(DesiredBox box, HeldObjects held) => new SettingsId(this) is var settings && held.Contains(settings)
        ? box.With(box.Of<DesiredFail2ban>() with
        {
            IgnoreIp = (held.Kept(settings)?.Options ?? []).FirstOrDefault(o => o.Key == IgnoreIp).Value is { } words
                ? words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToEquatableArray()
                : null,
        })
        : box;

    internal override string? Body(DesiredBox desired, OwnFileSetting setting) => desired.IgnoreIp is { } networks
        ? JailLists.Body(networks, JailLists.Overruled(setting.Seen, JailLists.Body(networks, []), networks))
        : null;

    internal override IEnumerable<OwnObject> Read(ReadOnlyMemory<byte> file) =>
    [
        new(new SettingsId(this), JailFile.Parse(Jail, file).Options
            .Select(o => KeyValuePair.Create(o.Section == JailTree.Default ? o.Name : $"{o.Section}/{o.Name}", o.Value))
            .ToEquatableArray()),
    ];

    internal override bool IsThere(DesiredBox box, Observation seen) => seen.Fail2ban != Fail2banLife.Absent;

    internal override bool IsWanted(BoxView box) => box.Desired.IgnoreIp is not null;

    internal override bool IsOthersDoing(BoxView box, string path) => JailLists.AreTheirs(box, path);

    internal override IEnumerable<Drift> Drifts(BoxView box) => Fail2banServiceDrifts.Find(box).Concat(Fail2banDrifts.Find(box));

    internal override Imported Import(ImportedBox box) => Fail2banImport.Of(box);

    internal override Acceptance Accept(BoxView box, Drift drift) =>
        drift is { Resource: JailId jail, Field: IgnoreIp } && box.Seen.Jails.TryGet(out var jails)
            ? JailLists.Accept(box.Asked.IgnoreIp ?? [], jails[jail.Jail].IgnoreIp)
            : Acceptance.NoMatter(drift);

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box)
    {
        var wanted = box.Desired.IgnoreIp is not null;
        return
        [
            ($"fail2ban's memory", box.Seen.Jails.Missing, wanted && box.Seen.Fail2ban == Fail2banLife.Running),
            ($"the reconciler's own address", box.Seen.OurAddress.Missing, wanted),
            ($"the bans in the kernel's firewall", box.Seen.Kernel.Missing, wanted && BansSomebody(box)),
        ];
    }

    internal override IEnumerable<Message> Notes(BoxView box, DriftReport report)
    {
        if (box.Desired.IgnoreIp is not null && box.Seen.Fail2ban == Fail2banLife.Absent)
        {
            yield return $"fail2ban is not installed: fail2ban.ignoreip has no effect, and password guessers are not banned";
        }
        else if (box.Desired.IgnoreIp is not null && Fail2banDrifts.Ended(box) is { IsEmpty: false } ended)
        {
            yield return $"fail2ban does not run {Listing.Of(ended)}, which its files enable: on the box, run fail2ban-client reload. "
                + $"If that does not help, /var/log/fail2ban.log says why";
        }
    }

    internal override IEnumerable<PlannedActivation> Steps(BoxView box, IReadOnlyList<Drift> ours, IReadOnlyList<string> edited) =>
        box.Seen.Fail2ban == Fail2banLife.Running
            ? Fail2banActivations.WhileItRuns(ours, edited.Count > 0)
            : Fail2banActivations.WhileItIsStopped(ours);

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) =>
        seen.Files.Values.Where(f => f.Path.StartsWith(Directory, StringComparison.Ordinal) && f.Path != Jail)
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .SelectMany(f => JailFile.Parse(f.Path, f.Content) is var file
                ? file.Options.Select(o => $"{f.Path} [{o.Section}] {o.Name}={o.Value}")
                    .Concat(file.Problems.Select(p => string.Create(CultureInfo.InvariantCulture, $"{f.Path} {p.Code}")))
                : [])
            .Append($"{seen.Fail2ban} {seen.Fail2banUnit}")
            .Concat(seen.Jails.TryGet(out var jails) ? jails.Keys.Order(StringComparer.Ordinal) : []);

    private static bool BansSomebody(BoxView box) =>
        box.Seen.Jails.TryGet(out var jails) && jails.Values.Any(j => !j.Banned.IsEmpty && Fail2banDrifts.Bans(j));
}
