using System.Collections.Immutable;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Logger;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What a look at it finds.</summary>
internal sealed partial class SimulatedBox
{
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
        Configuration = new ConfFileSet(SeenDocuments.Of(seen.Values, unseen), dialect: Dialect),
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
            : Fact.Known(!HasJail ? ImmutableDictionary<string, JailMemory>.Empty : ImmutableDictionary<string, JailMemory>.Empty.Add(
                "asterisk", new("asterisk", [.. IgnoreIp], [.. Banned]) { Actions = ["iptables-allports"] })),
        CertificateOnDisk = OnDisk,
        Client = ProbeTimedOut ? ClientView.NotAsked($"no answer within 5 s")
            : WebRtc.Probed(Desired, AsteriskVersion.Read(Version)) is { } probed ? AsClient(probed)
            : ClientView.NotAsked($"nothing can be asked"),
        OurAddress = Fact.Known(OurAddress),
    };

    private ClientView AsClient(ProbedWebSocket probed)
    {
        var listens = (probed.IsSecured ? http.Tls : http.Plain) is not null;
        return new ClientView(
            listens && probed.IsSecured ? Fact.Known(new Certificate(Served, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue))
                : Fact.Unknown<Certificate>($"no handshake"),
            Fact.Known(listens ? Answers : WebSocketAnswer.Nobody))
        {
            CanBeCalled = listens ? Fact.Known(CanBeCalled) : Fact.Unknown<bool>($"no listener"),
            IsPlain = !probed.IsSecured,
        };
    }

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
}
