using System.Collections.Immutable;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Logger;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What its programs have in memory, and how that follows its files.</summary>
internal sealed partial class SimulatedBox
{
    private readonly Dictionary<PjsipType, ImmutableDictionary<string, SorceryObject>> sorcery = [];
    private HttpListeners http = new(null, null, false);
    private ImmutableDictionary<string, string> rtp = ImmutableDictionary<string, string>.Empty;
    private ModuleStatus webSocket = ModuleStatus.NotRunning;
    private ImmutableHashSet<string> peers = [];
    private EquatableArray<LoggerChannel> logger = [];

    /// <summary>What a person, or the web interface, does at the command line.</summary>
    public void Reload(ConfigFile configFile)
    {
        if (configFile == LoggerSubject.Config)
        {
            logger = Tree(configFile).Find("logfiles")?.Entries
                .Select(e => new LoggerChannel($"/var/log/asterisk/{e.Key}", LoggerChannel.LevelsOf(e.Value).ToEquatableArray()))
                .ToEquatableArray() ?? [];
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

    /// <summary>The same for everything.</summary>
    public void ReloadAll()
    {
        foreach (var configFile in KnownSubjects.ConfigFiles)
        {
            Reload(configFile);
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
                HasJail = true;
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
        var known = Desired.Catalogue[type];
        foreach (var lines in section.Entries.GroupBy(e => known[e.Key].Name, StringComparer.OrdinalIgnoreCase))
        {
            values[lines.Key] = Shown(known[lines.Key].Repeats == RepeatRule.Cumulative
                ? string.Join(',', lines.Select(l => l.Value))
                : known[lines.Key].ComparedAs is ComparedAs.CallerId ? OptionSpelling.Canonical(known[lines.Key], lines.Last().Value)
                : lines.Last().Value);
        }

        if (values.ContainsKey("allow"))
        {
            values["allow"] = $"({OptionSpelling.Codecs(section.Entries
                .Where(e => known[e.Key].ComparedAs is ComparedAs.Codecs).Select(e => (e.Key, e.Value)))})";
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
}
