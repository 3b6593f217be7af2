using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A box made of the lab's own files, whose memory follows its files as Asterisk's does: at a reload, at a restart, and never by
/// itself. It is a model for the planner's tests; the real boxes have tests of their own.
/// </summary>
internal sealed partial class SimulatedBox
{
    public const string Revision = "r1";

    private const string Oldest = "16.28.0";

    private const string AsServed = "aa11bb22cc33dd44ee55";

    private static readonly Certificate Intact = new(AsServed, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

    private readonly Dictionary<string, (string Text, DateTime Changed)> files = new(StringComparer.Ordinal);

    private SimulatedBox(string desired)
    {
        Desired = Read(desired);
        var root = Path.Combine(AppContext.BaseDirectory, "issabel", "etc");
        foreach (var path in Directory.EnumerateFiles(root, "*.conf", SearchOption.AllDirectories))
        {
            files["/etc/" + Path.GetRelativePath(root, path)] = (File.ReadAllText(path), Clock);
        }

        // The fail2ban of this simulation has one jail.
        const string jails = "/etc/fail2ban/jail.d/issabel.conf", on = "enabled = 1";
        var others = files[jails].Text.IndexOf(on, StringComparison.Ordinal) + on.Length;
        files[jails] = (this[jails][..others] + this[jails][others..].Replace(on, "enabled = 0", StringComparison.Ordinal), Clock);

        Boot();
        ReloadFail2ban();
    }

    public DesiredBox Desired { get; set; }

    /// <summary>The version that runs; another one is started anew.</summary>
    public string Version
    {
        get;
        set
        {
            (field, Desired) = (value, Desired.Running(AsteriskVersion.Read(value)));
            Boot();
        }
    } = Oldest;

    /// <summary>The box's clock, which goes on by a second at each write and each reload.</summary>
    public DateTime Clock { get; set; } = new(2026, 11, 23, 3, 0, 0, DateTimeKind.Unspecified);

    public DateTime Reloaded { get; private set; }

    /// <summary>Older dates that somebody gave to files.</summary>
    public Dictionary<string, DateTime> Dated { get; } = new(StringComparer.Ordinal);

    /// <summary>Registrations that the other side does not take.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    public string OurAddress { get; set; } = "198.51.100.1";

    public HashSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

    public List<ConfigComplaint> Complaints { get; } = [];

    public Fact<Certificate> OnDisk { get; set; } =
        Fact.Known(new Certificate(AsServed, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));

    public Fact<KeyFit> Key { get; set; } = Fact.Known(KeyFit.Fits);

    /// <summary>Files that are there and that a look does not read.</summary>
    public Dictionary<string, UnseenReason> Unseen { get; } = new(StringComparer.Ordinal);

    public List<PortHolder> Ports { get; } = [];

    /// <summary>Addresses that fail2ban bans and the kernel does not.</summary>
    public HashSet<string> Flushed { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes what a look found before it is planned from.</summary>
    public Func<Observation, Observation> Blind { get; set; } = o => o;

    public int Channels { get; set; }

    public Fail2banLife Fail2ban { get; set; } = Fail2banLife.Running;

    public ServiceUnit Fail2banUnit { get; set; }

    public ProcessState? Fail2banProcess { get; set; }

    public HashSet<ResourceId> Contested { get; } = [];

    /// <summary>What was tried before.</summary>
    public Past Past { get; set; } = Past.None;

    public AsteriskLife Asterisk { get; set; } = AsteriskLife.Running;

    public Dictionary<string, Secret> Secrets { get; } = new(StringComparer.Ordinal)
    {
        ["softphone-250"] = new("hush-250-hush"),
        ["softphone-251"] = new("hush-251-hush"),
    };

    /// <summary>Whether fail2ban runs the jail asterisk.</summary>
    public bool HasJail { get; set; } = true;

    /// <summary>What the jail asterisk ignores in fail2ban's memory.</summary>
    public List<string> IgnoreIp { get; private set; } = [];

    public List<string> Banned { get; } = [];

    public WebSocketAnswer Answers { get; set; } = WebSocketAnswer.Pjsip;

    public bool CanBeCalled { get; set; } = true;

    public bool ProbeTimedOut { get; set; }

    public string Served { get; set; } = AsServed;

    public List<Activation> Done { get; } = [];

    /// <summary>As Issabel ships it, with nothing of ours.</summary>
    public static SimulatedBox Factory(string? desired = null) => new(desired ?? SampleState());

    /// <summary>The same, brought to the sample's desired state.</summary>
    public static SimulatedBox Converged(string? desired = null)
    {
        var box = Factory(desired);
        box.Apply(box.Plan());
        box.Done.Clear();
        return box;
    }

    /// <summary>The same, of which something else is wanted since.</summary>
    public static SimulatedBox Wanting(string old, string wanted)
    {
        var box = Converged();
        box.Desired = Read(SampleState().Replace(old, wanted, StringComparison.Ordinal));
        return box;
    }

    public static string SampleState() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "desired-state.yaml"));

    public static DesiredBox Read(string yaml)
    {
        var reading = DesiredStateReader.Read("desired-state.yaml", yaml);
        return reading.State?.Boxes[0].Running(AsteriskVersion.Read(Oldest))
            ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    public string this[string file]
    {
        get => files[Full(file)].Text;
        set => files[Full(file)] = (value, Tick());
    }

    public bool Has(string file) => files.ContainsKey(Full(file));

    public void Delete(string file) => files.Remove(Full(file));

    public Plan Plan(string revision = Revision) => Plan(DateTimeOffset.UnixEpoch, revision);

    public Plan Plan(DateTimeOffset now, string revision = Revision) =>
        Planner.Make(View(now, revision), revision);

    public BoxView View(DateTimeOffset now, string revision = Revision) => WantedFiles.View(
        Desired, Blind(Observe()), revision, Resolved(), Past with { Contested = Contested, Now = now });

    public ResolvedSecrets Resolved() => new(Secrets, Desired.SecretNames.Where(n => !Secrets.ContainsKey(n))
        .ToDictionary(n => n, n => $"The secret {n} is nowhere.", StringComparer.Ordinal));

    public void Apply(Plan plan)
    {
        foreach (var edit in plan.Edits)
        {
            if (edit.After is { } after)
            {
                this[edit.Path] = Encoding.UTF8.GetString(after.Reveal().Span);
            }
            else
            {
                Delete(edit.Path);
            }
        }

        foreach (var step in plan.Activations.Where(a => a.WaitsFor is null))
        {
            Done.Add(step.Activation);
            Activate(step);
        }
    }

    private DateTime Tick() => Clock = Clock.AddSeconds(1);

    private ConfTree Tree(ConfigFile configFile) => ConfTree.Load(Set(), configFile.Top);

    private ConfFileSet Set() =>
        new(files.Select(f => ConfDocument.Parse(f.Key, Encoding.UTF8.GetBytes(f.Value.Text))), dialect: Dialect);

    private ConfDialect Dialect => AsteriskVersion.Read(Version)?.Dialect ?? default;

    private static string Full(string file) => file.StartsWith('/') ? file : $"/etc/asterisk/{file}";
}
