using System.Collections.Immutable;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Logger;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A box made of the lab's own files, whose memory follows its files as Asterisk's does: at a reload, at a restart, and never by
/// itself. It is a model for the planner's tests; the real boxes have tests of their own.
/// </summary>
internal sealed class SimulatedBox
{
    public const string Revision = "r1";

    private const string Oldest = "16.28.0";

    private const string AsServed = "aa11bb22cc33dd44ee55";

    private static readonly Certificate Intact = new(AsServed, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

        private readonly Dictionary<string, (string Text, DateTime Changed)> files = new(StringComparer.Ordinal);
    private readonly Dictionary<PjsipType, ImmutableDictionary<string, SorceryObject>> sorcery = [];
    private HttpListeners http = new(null, null, false);
    private ImmutableDictionary<string, string> rtp = ImmutableDictionary<string, string>.Empty;
    private ModuleStatus webSocket = ModuleStatus.NotRunning;
    private ImmutableHashSet<string> peers = [];
    private EquatableArray<LoggerChannel> logger = [];

    private SimulatedBox(string desired)
    {
        Desired = Read(desired);
        var root = Path.Combine(AppContext.BaseDirectory, "issabel", "etc");
        foreach (var path in Directory.EnumerateFiles(root, "*.conf", SearchOption.AllDirectories))
        {
            files["/etc/" + Path.GetRelativePath(root, path)] = (File.ReadAllText(path), Clock);
        }

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

    public static string SampleState() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "desired-state.yaml"));

    public static DesiredBox Read(string yaml)
    {
        var reading = DesiredStateReader.Read("desired-state.yaml", yaml);
        return reading.State?.Boxes[0].Running(AsteriskVersion.Read(Oldest)) ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
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

    /// <summary>What a person, or the web interface, does at the command line.</summary>
    public void Reload(ConfigFile configFile)
    {
        if (configFile == LoggerSubject.Config)
        {
            logger = Tree(configFile).Find("logfiles")?.Entries
                .Select(e => new LoggerChannel($"/var/log/asterisk/{e.Key}", LoggerChannel.LevelsOf(e.Value).ToEquatableArray())).ToEquatableArray() ?? [];
            return; // it is no reload of a module, and Asterisk does not remember when it was
        }

        Reloaded = Tick();
        if (configFile == HttpSubject.Config)
        {
            var general = Tree(configFile).Find("general");
            var on = general?.Last("enabled")?.Value == "yes";
            http = new HttpListeners(
                on ? $"{general!.Last("bindaddr")!.Value}:{general.Last("bindport")!.Value}" : null,
                on && general!.Last("tlsenable")?.Value == "yes" ? general.Last("tlsbindaddr")!.Value : null,
                TlsFailed: false);
        }
        else if (configFile == RtpSubject.Config)
        {
            rtp = SimulatedRtp.Settings(Tree(configFile));
        }
        else if (configFile == PjsipSubject.Config && Tree(configFile).IsValid)
        {
            var objects = new SectionIndex(Tree(configFile));
            foreach (var type in Enum.GetValues<PjsipType>().Where(t => t != PjsipType.System || !sorcery.ContainsKey(t)))
            {
                var before = sorcery.GetValueOrDefault(type) ?? ImmutableDictionary<string, SorceryObject>.Empty;
                sorcery[type] = objects.Objects(type).GroupBy(s => s.Name, StringComparer.Ordinal)
                    .ToImmutableDictionary(
                        g => g.Key, g => Taken(type, before.GetValueOrDefault(g.Key), g.First()), StringComparer.Ordinal);
                if (type.IsSingle() && sorcery[type].IsEmpty)
                {
                    var name = type.TypeName();
                    sorcery[type] = sorcery[type].Add(name, new SorceryObject(Desired.Catalogue, name, Defaults(type)));
                }
            }
        }
        else if (configFile == ChanSipSubject.Config)
        {
            peers = Tree(configFile).Sections.Where(s => s.Last("host") is not null).Select(s => s.Name)
                .ToImmutableHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Makes memory have what the files do not, or the other way round.</summary>
    public void Listen(HttpListeners listeners) => http = listeners;

    public void Load(ModuleStatus status) => webSocket = status;

    public void Remember(string peer) => peers = peers.Add(peer);

    public void Remember(PjsipType type, string name) =>
        sorcery[type] = sorcery[type].SetItem(name, new SorceryObject(Desired.Catalogue, name, Defaults(type)));

    /// <summary>The same for fail2ban.</summary>
    public void ReloadFail2ban() =>
        IgnoreIp = [.. JailTree.Load(files.Select(f => JailFile.Parse(f.Key, Encoding.UTF8.GetBytes(f.Value.Text))))
        .Effective("asterisk", "ignoreip")?.Words ?? []];

    /// <summary>Makes memory show another value, whatever the files say.</summary>
    public void Remember(PjsipType type, string name, string option, string value) =>
        sorcery[type] = sorcery[type].SetItem(name, sorcery[type][name].With(option, value));

    private void Activate(PlannedActivation step)
    {
        switch (step.Activation.Name)
        {
            case "HttpReload":
                Reload(HttpSubject.Config);
                Served = AsServed;
                break;
            case "RtpReload":
                Reload(RtpSubject.Config);
                break;
            case "LoggerReload":
                Reload(LoggerSubject.Config);
                break;
            case "PjsipReload":
                Reload(PjsipSubject.Config);
                break;
            case "SipReload":
                Reload(ChanSipSubject.Config);
                break;
            case "Fail2banReload":
                Flushed.RemoveWhere(_ => !step.Arguments.IsEmpty);
                ReloadFail2ban();
                break;
            case "StartFail2ban":
                Fail2ban = Fail2banLife.Running;
                break;
            case "Unban":
                Banned.RemoveAll(step.Arguments.Contains);
                break;
            case "Restart" or "StartAsterisk":
                Asterisk = AsteriskLife.Running;
                Boot();
                break;
            default:
                throw new InvalidOperationException($"{step.Activation} is nothing that this box knows.");
        }
    }

    private void Boot()
    {
        webSocket = Tree(ModulesSubject.Config).Find("modules")!.All("preload").Any(p => p.Value == "res_pjsip_transport_websocket.so")
            && !Tree(ModulesSubject.Config).Find("modules")!.All("noload")
            .Any(p => p.Value.StartsWith("res_pjsip", StringComparison.Ordinal))
            ? ModuleStatus.Running
            : ModuleStatus.NotRunning;
        Answers = webSocket == ModuleStatus.Running ? WebSocketAnswer.Pjsip : WebSocketAnswer.ChanSip;
        CanBeCalled = true;
        sorcery.Clear();
        foreach (var configFile in KnownSubjects.ConfigFiles)
        {
            Reload(configFile);
        }
    }

    private DateTime Tick() => Clock = Clock.AddSeconds(1);

    private string Stat(string path, DateTime changed)
    {
        static string Printed(DateTime time) =>
            time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + ".000000000 -0300";
        return $"1 {files[path].Text.Length} {Printed(Dated.GetValueOrDefault(path, changed))} {Printed(changed)} 1 640 asterisk "
            + $"asterisk {path}";
    }

    public Observation Observe() => Observe(ObservationQuestions.Of(Desired, Set()));

    private Observation Observe(ObservationQuestions asked)
    {
        var seen = files.Where(f => !Unseen.ContainsKey(f.Key)).ToImmutableDictionary(
            f => f.Key,
            f => new BoxFile(f.Key, Stat(f.Key, f.Value.Changed), "640", "asterisk", "asterisk", Encoding.UTF8.GetBytes(f.Value.Text)),
            StringComparer.Ordinal);
        return Observe(asked, seen, Unseen.ToImmutableDictionary(StringComparer.Ordinal));
    }

    private Observation Observe(
        ObservationQuestions asked, ImmutableDictionary<string, BoxFile> seen, ImmutableDictionary<string, UnseenReason> unseen) => new()
    {
        CertificatePath = asked.Certificate,
        Transports = asked.Transports.ToImmutableDictionary(
            t => t.Name, _ => new TransportCertificate { OnDisk = Fact.Known(Intact), KeyMatches = Fact.Known(true),
                Served = Fact.Known(Intact) }, StringComparer.Ordinal),
        At = new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero),
        Key = Key,
        Unseen = unseen,
        Ports = Ports.ToEquatableArray(),
        Unreadable = Fact.Known(Unreadable.ToImmutableHashSet(StringComparer.Ordinal)),
        Complaints = Complaints.ToEquatableArray(),
        Kernel = Fact.Known(new Firewall(
            Banned.Except(Flushed, StringComparer.Ordinal).Select(a => ("f2b-asterisk", a)).ToEquatableArray())),
        Files = seen,
        Configuration = new ConfFileSet(SeenDocuments.Of(seen.Values, unseen)),
        Asterisk = Asterisk,
        Version = Asterisk == AsteriskLife.Running ? AsteriskVersion.Read(Version) : null,
        Memory = Desired.Pjsip.Select(o => o.Type).Where(t => t != PjsipType.Acl)
            .Union([PjsipType.Auth, PjsipType.Aor, PjsipType.Endpoint])
            .Aggregate(Told(), (memory, type) => memory.With(PjsipObjectsQuestion.Of(type), Fact.Known(sorcery[type]))),
        Fail2ban = Fail2ban,
        Fail2banUnit = Fail2banUnit,
        Fail2banProcess = Fail2banProcess,
        Jails = Fail2ban != Fail2banLife.Running
            ? Fact.Unknown<ImmutableDictionary<string, JailMemory>>($"it is not running")
            : Fact.Known(ImmutableDictionary<string, JailMemory>.Empty.Add(
                "asterisk", new("asterisk", [.. IgnoreIp], [.. Banned]) { Actions = ["iptables-allports"] })),
        CertificateOnDisk = OnDisk,
        Client = ProbeTimedOut ? ClientView.NotAsked($"no answer within 5 s")
            : http.Tls is null
            ? new ClientView(Fact.Unknown<Certificate>($"no listener"), Fact.Known(WebSocketAnswer.Nobody))
            : new ClientView(Fact.Known(new Certificate(Served, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)),
                Fact.Known(Answers)) { CanBeCalled = Fact.Known(CanBeCalled) },
        OurAddress = Fact.Known(OurAddress),
    };

    private AsteriskMemory Told() => AsteriskMemory.Unknown($"not simulated")
        .With(ChannelsQuestion.Instance, Fact.Known(Channels))
        .With(ConfigDirectoryQuestion.Instance, Fact.Known("/etc/asterisk"))
        .With(ReloadedQuestion.Instance, Fact.Known(Reloaded))
        .With(HttpListenersQuestion.Instance, Fact.Known(http))
        .With(RtpSettingsQuestion.Instance, Fact.Known(rtp))
        .With(ModulesMemory.WebSocketQuestion, Fact.Known(webSocket))
        .With(LoggerChannelsQuestion.Instance, Fact.Known(logger))
        .With(SipPeersQuestion.Instance, Fact.Known(peers))
        .With(EndpointNamesQuestion.Instance, Fact.Known(sorcery[PjsipType.Endpoint].Keys.ToImmutableHashSet(StringComparer.Ordinal)))
        .With(TransportTableQuestion.Names, Fact.Known(sorcery[PjsipType.Transport].Keys.ToImmutableHashSet(StringComparer.Ordinal)))
        .With(TransportTableQuestion.Protocols, Fact.Known(
            sorcery[PjsipType.Transport].Values.Select(t => t["protocol"] ?? "udp").ToImmutableHashSet(StringComparer.Ordinal)))
        .With(RegistrationStatusQuestion.Instance, Fact.Known(sorcery[PjsipType.Registration].Keys.ToImmutableDictionary(
            n => n, n => Refused.Contains(n) ? "Rejected" : "Registered", StringComparer.Ordinal)));

    // A transport that may not be reloaded keeps what it was opened with, and takes the rest.
    private SorceryObject Taken(PjsipType type, SorceryObject? before, ConfSection section)
    {
        string[] fixedAtStart = ["protocol", "bind", "tos", "cert_file"];
        if (type != PjsipType.Transport || before is null || section.Last("allow_reload")?.Value == "yes")
        {
            return Remembered(type, section);
        }

        return fixedAtStart.Aggregate(Remembered(type, section), (now, option) => now.With(option, before[option]!));
    }

    // As AMI shows it: booleans as true, codecs in brackets, and what webrtc=yes implies.
    private SorceryObject Remembered(PjsipType type, ConfSection section)
    {
        var values = Defaults(type).ToDictionary(StringComparer.Ordinal);
        foreach (var entry in section.Entries)
        {
            values[entry.Key] = Shown(entry.Value);
        }

        if (values.TryGetValue("allow", out var allow))
        {
            values["allow"] = $"({allow.Replace(',', '|')})";
        }

        if (values.GetValueOrDefault("webrtc") == "true")
        {
            foreach (var option in Desired.Catalogue[type].UnderWebRtc)
            {
                values[option.Name] = Shown(option.UnderWebRtc!);
            }
        }

        return new SorceryObject(Desired.Catalogue, section.Name, values);
    }

    private static string Shown(string value) => value == "yes" ? "true" : value == "no" ? "false" : value;

    private IEnumerable<KeyValuePair<string, string>> Defaults(PjsipType type) => Desired.Catalogue[type].Options.Values
        .Where(o => o.Default is not null).Select(o => KeyValuePair.Create(o.Name, Shown(o.DefaultInMemory!)));

    private ConfTree Tree(ConfigFile configFile) => ConfTree.Load(Set(), configFile.Top);

    private ConfFileSet Set() => new(files.Select(f => ConfDocument.Parse(f.Key, Encoding.UTF8.GetBytes(f.Value.Text))));

    private static string Full(string file) => file.StartsWith('/') ? file : $"/etc/asterisk/{file}";
}
