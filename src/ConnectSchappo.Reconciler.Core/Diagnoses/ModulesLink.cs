using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The modules that a phone needs.</summary>
internal sealed class ModulesLink() : Link("modules", "the modules that phones need", Missing)
{
    private const string WebSocketTransport = "res_pjsip_transport_websocket";

    private static readonly Cause Missing = new("module-missing", $"Asterisk runs without a module that phones need");

    private static readonly (string Name, bool OfSoftphones, Message Without)[] Needed =
    [
        ("res_pjsip", false, $"there is no PJSIP"),
        ("chan_pjsip", false, $"no phone of PJSIP can call or be called"),
        ("res_pjsip_session", false, $"no phone of PJSIP can call or be called"),
        ("res_pjsip_registrar", false, $"no phone can register"),
        ("res_pjsip_authenticator_digest", false, $"nobody is asked for a password, and nobody gets in"),
        ("res_pjsip_endpoint_identifier_user", false, $"no phone is known by its user name"),
        ("res_pjsip_sdp_rtp", false, $"calls have no sound"),
        ("res_rtp_asterisk", false, $"calls have no sound"),
        ("res_http_websocket", true, $"the web server opens no WebSocket"),
        (WebSocketTransport, true, $"PJSIP has no WebSocket"),
        ("res_srtp", true, $"calls of softphones end at once: their sound must be encrypted"),
        ("res_pjsip_nat", true, $"no call reaches a softphone: Asterisk does not learn its address"),
        ("pbx_config", false, $"there is no dialplan"),
    ];

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Subject == ModulesSubject.Instance && drift.Client is null;

    private protected override Message? NotLooked(Evidence evidence) =>
        evidence.NoMemory ?? (Running(evidence).Count == 0 ? $"no answer to: module show" : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var running = Running(evidence);

        // What differs of these is told as that.
        var told = evidence.Drifts.Any(d => d.Subject == ModulesSubject.Instance && d.InMemory);
        return from need in Needed
               where (!need.OfSoftphones || evidence.IsSoftphone) && !running.Contains(need.Name)
                   && !(told && need.Name == WebSocketTransport)
               select Of(need.Name, need.Without, evidence);
    }

    private protected override Message Well(Evidence evidence) =>
        $"all {Needed.Count(n => !n.OfSoftphones || evidence.IsSoftphone)} that it needs run";

    private static Finding Of(string module, Message without, Evidence evidence) => NoLoad(module, evidence) is { } line
        ? new(
            Weight.Broken, Missing, $"{module}.so does not run: {without}", $"{line.Place}: {line.Key} => {line.Value}",
            $"remove that line, and restart Asterisk when no call is up. On the box: asterisk -rx 'core restart when convenient'")
        : new(
            Weight.Broken, Missing, $"{module}.so does not run: {without}", $"module show does not list it as running",
            $"on the box: asterisk -rx 'module load {module}.so'; the log says why it fails");

    private static ConfEntry? NoLoad(string module, Evidence evidence) =>
        evidence.View.Of(ModulesSubject.Instance.ConfigFile!).SharedNow?.All("noload")
            .FirstOrDefault(e => e.Value.Trim() == module || e.Value.Trim() == $"{module}.so");

    // NAME.so   DESCRIPTION   USE COUNT   STATUS   SUPPORT. Seen on Asterisk 16.28 and 22.10.
    private static HashSet<string> Running(Evidence evidence) => evidence.Lines(DoctorQuestions.Modules)
        .Where(l => l.Contains(" Running ", StringComparison.Ordinal) && !l.Contains(" Not Running ", StringComparison.Ordinal))
        .Select(l => l.Split(' ')[0]).Where(n => n.EndsWith(".so", StringComparison.Ordinal)).Select(n => n[..^3])
        .ToHashSet(StringComparer.Ordinal);
}
