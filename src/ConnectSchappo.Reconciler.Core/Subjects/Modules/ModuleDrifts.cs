using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>
/// Preloads in modules.conf, and what they are for: that PJSIP's web socket transport comes before chan_sip takes the protocol.
/// "Running" is no proof after a live load, so that the client's view counts too. Source: Asterisk 16.28, tried.
/// </summary>
internal static class ModuleDrifts
{
    private const string WebSocketModule = "res_pjsip_transport_websocket.so";

    // Without one of these it does not load. Source: Asterisk 16.28, res_pjsip_transport_websocket.c, its "requires"; tried.
    private static readonly string[] Needed = [WebSocketModule, "res_pjsip.so", "res_http_websocket.so"];

    public static IEnumerable<Drift> Find(BoxView box)
    {
        var entries = box.Of(ModulesSubject.Config).SharedNow;
        var blind = UnseenFiles.Any(box, ModulesSubject.Config);
        foreach (var module in box.Desired.Preload)
        {
            if (!blind && entries?.All("preload").Any(e => e.Value.Equals(module, StringComparison.Ordinal)) != true)
            {
                yield return new Drift
                {
                    Kind = DriftKind.Modules,
                    Resource = new SettingsId(ModulesSubject.Instance),
                    Field = $"preload {module}",
                    Desired = LayerWords.Present,
                    File = LayerWords.Absent,
                    TakesEffect = DriftNeed.NextStart,
                    Consequence = LoadingOrder.Consequence(module),
                };
            }
        }

        foreach (var drift in box.Desired.Preload.SelectMany(m => Barred(box, m)))
        {
            yield return drift;
        }

        if (box.Desired.Pjsip.Any(o => o.IsSoftphone) && WebSocket(box) is { } deaf)
        {
            yield return deaf;
        }
        else if (IsDeaf(box))
        {
            yield return new Drift
            {
                Kind = DriftKind.Modules,
                Resource = new WebSocketId(),
                Desired = $"PJSIP answers",
                Client = box.Seen.Client.IsPlain ? $"the plain listener is on, but nothing answers SIP"
                    : (Message)$"TLS works, but nothing answers SIP",
                Remediation = Remediation.Manual,
                Consequence = $"no softphone can register, although the module is Running; check 'module show like websocket' and the log, "
                    + $"and restart Asterisk when convenient",
            };
        }
    }

    // Wherever it stands, noload wins over preload. Source: Asterisk 16.28, tried.
    private static IEnumerable<Drift> Barred(BoxView box, string module) =>
        Noload(box, module).Take(1).Select(e => new Drift
        {
            Kind = DriftKind.Foreign,
            Resource = new SettingsId(ModulesSubject.Instance),
            Field = $"noload {module}",
            Desired = LayerWords.NotSet,
            File = $"set",
            Place = e.Place,
            Remediation = Remediation.Manual,
            TakesEffect = DriftNeed.NextStart,
            Consequence = $"it overrides our preload, and the next start does not load {module}: remove it from {e.Place}",
        });

    private static IEnumerable<ConfEntry> Noload(BoxView box, string module) =>
        (box.Of(ModulesSubject.Config).SharedWanted?.All("noload") ?? [])
            .Where(e => Bare(e.Value).Equals(Bare(module), StringComparison.OrdinalIgnoreCase));

    // A module is named with .so or without. Source: Asterisk 16.28, main/loader.c, resource_name_match.
    private static string Bare(string module) => module.EndsWith(".so", StringComparison.OrdinalIgnoreCase) ? module[..^3] : module;

    // A restart is not made for it: what keeps PJSIP silent is not known, and might be there again afterwards.
    private static bool IsDeaf(BoxView box) =>
        box.Seen.Memory.WebSocketTransport.TryGet(out var status) && status == ModuleStatus.Running
        && IsAsterisk(box) && HasListener(box) && box.Seen.Client.Answers.TryGet(out var answers) && answers == WebSocketAnswer.Nobody;

    // Without it the web server's own drifts say what is wrong.
    private static bool HasListener(BoxView box) => box.Seen.Client.IsPlain
        ? box.Seen.Memory.Http.TryGet(out var http) && http.Plain is not null
        : box.Seen.Client.Served.TryGet(out _);

    // Or it is another program that answers.
    private static bool IsAsterisk(BoxView box) => !HttpDrifts.IsTaken(box, WebRtc.Listener(box.Desired));

    private static Drift? WebSocket(BoxView box)
    {
        if (!box.Seen.Memory.WebSocketTransport.TryGet(out var status))
        {
            return null;
        }

        var client = IsAsterisk(box);
        var wrong = client && box.Seen.Client.Answers.TryGet(out var answers) && answers == WebSocketAnswer.ChanSip;
        var mute = client && box.Seen.Client.CanBeCalled.TryGet(out var called) && !called;
        if (status == ModuleStatus.Running && !wrong && !mute)
        {
            return null;
        }

        return Kept(box, new Drift
        {
            Kind = DriftKind.Modules,
            Resource = new ModuleId(WebSocketModule),
            Desired = box.Desired.Catalogue.HasChanSip ? $"Running, and the first to have taken the WebSocket" : (Message)$"Running",
            Memory = status switch
            {
                ModuleStatus.Running => null,
                ModuleStatus.NotRunning => Message.Verbatim("Not Running"),
                ModuleStatus.Absent => $"not loaded",
                _ => throw new InvalidOperationException($"no word for {status}"),
            },
            Client = wrong ? $"chan_sip answers on the WebSocket"
                : mute ? (Message)$"PJSIP answers, but cannot send to softphones" : null,
            TakesEffect = DriftNeed.Restart,
            Consequence = mute && !wrong
                ? $"softphones register but cannot be called until Asterisk restarts: "
                    + $"the module was loaded while Asterisk ran, and that is not enough"
                : (Message)($"softphones cannot register with PJSIP until Asterisk restarts; "
                    + $"loading the module without a restart is not enough"),
        });
    }

    // A restart that comes without the module again would cost everybody's calls, and help nobody.
    private static Drift Kept(BoxView box, Drift drift)
    {
        if (Needed.SelectMany(m => Noload(box, m)).FirstOrDefault() is { } noload)
        {
            return drift with
            {
                Remediation = Remediation.Manual,
                Place = noload.Place,
                Consequence = $"{drift.Consequence}; the next start would not load it because of noload {noload.Value}: "
                    + $"remove that from {noload.Place}",
            };
        }

        return UnseenFiles.Any(box, ModulesSubject.Config)
            ? drift with
            {
                Remediation = Remediation.Manual,
                Consequence = $"{drift.Consequence}; a file of modules.conf that could not be read may forbid it: make it readable",
            }
            : drift;
    }
}
