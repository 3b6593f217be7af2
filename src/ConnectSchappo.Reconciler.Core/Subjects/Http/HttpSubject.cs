using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>The web server that carries the WebSocket: http.conf's [general], its listeners, and the certificate that it shows.</summary>
public sealed class HttpSubject : SharedSectionSubject
{
    private HttpSubject()
    {
    }

    public static HttpSubject Instance { get; } = new();

    public override string Name => ConfigFile.Name;

    public static ConfigFile Config { get; } = new("http", "general");

    public override ConfigFile ConfigFile => Config;

    public override Section Section { get; } = new HttpSection();

    public override Activation Reload => HttpActivations.Reload;

    internal override Message Consequence { get; } = $"the web server uses another value than the desired state";

    internal override EquatableArray<DriftKind> Kinds => [DriftKind.Http, DriftKind.Certificate];

    internal override DriftKind OptionKind => DriftKind.Http;

    internal override EquatableArray<DesiredOption> Options(DesiredBox box) => box.Http;

    internal override DesiredBox With(DesiredBox box, EquatableArray<DesiredOption> options) => box.With(new DesiredHttp { All = options });

    internal override IEnumerable<Drift> Drifts(BoxView box) => HttpDrifts.Find(box).Concat(HttpCertificateDrifts.Find(box));

    // Softphones need all of a web server that is on, whoever switched it on. Ours has all that is asked of it.
    internal override Imported Import(ImportedBox box)
    {
        var tree = box.Tree(Config);
        var isOn = OptionSpelling.Truth(tree.Find(Config.SharedSection!)?.Last("enabled")?.Value ?? "no") == "yes";
        var isOurs = tree.Files.Contains(Config.Own);
        return SharedImport.Of(box, this, tree, _ => isOn && !isOurs);
    }

    internal override IEnumerable<MemoryQuestion> Questions => [HttpListenersQuestion.Instance];

    internal override IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) => HttpDrifts.Unknown(box);

    internal override IEnumerable<PlannedActivation> Steps(BoxView box, IReadOnlyList<Drift> ours, IReadOnlyList<string> edited) =>
        base.Steps(box, ours, edited)
            .Select(s => ours.Any(d => d.Kind == DriftKind.Http && IsOfTls(box, d.Field)) ? HttpActivations.MovingTls(s) : s);

    // A certificate that is renewed and not served is what a reload would have put right.
    internal override bool HappensByItself(Drift drift) => base.HappensByItself(drift) && drift.Field != HttpCertificateDrifts.Field;

    internal override bool IsBlockedBy(Drift drift) =>
        base.IsBlockedBy(drift) || drift is { Kind: DriftKind.Certificate, Field: HttpCertificateDrifts.Field, InFile: true };

    internal override IEnumerable<string> Inputs(Observation seen, ConfTree? now) =>
    [
        .. base.Inputs(seen, now),
        seen.CertificateOnDisk.TryGet(out var certificate) ? certificate.Sha256 : "",
        seen.Key.TryGet(out var key) ? key.ToString() : "",
        .. seen.Ports.Where(p => !p.IsAsterisk).Select(p => $"{p.Bound} {p.Program}"),
    ];

    internal override IEnumerable<NameList> Names(Observation seen) =>
        [NameList.Of(this, HttpListenersQuestion.Instance.What, seen.Memory.Http, HttpDrifts.Listeners)];

    internal override Func<ResourceId, bool> Definitions(BoxView box) =>
        name => name is not HttpPortId port || HttpDrifts.Wanted(box, port.Listener) is not null;

    internal override bool Runs(BoxView box) =>
        !box.Seen.Memory.Http.TryGet(out var http) || http.Plain is not null || http.Tls is not null;

    private static bool IsOfTls(BoxView box, string field) =>
        field == Listener.Tls || box.Desired.Catalogue.Http[field].Listeners.Contains(Listener.Tls);
}
