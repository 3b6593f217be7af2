using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>
/// Endpoints, AORs, transports and the global object: options that defeat one another, and objects that are there already.
/// </summary>
internal static class PjsipRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        var identified = box.Pjsip.Where(o => o.Type is PjsipType.Identify)
            .Select(o => Options.Text(o.Options, "endpoint")).ToHashSet(StringComparer.Ordinal);
        var webSockets = box.Pjsip
            .Where(o => o.Type is PjsipType.Transport && Options.Text(o.Options, "protocol")?.ToLowerInvariant() is "ws" or "wss")
            .Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var item in box.Pjsip)
        {
            OnWebSocket(item, webSockets, problems);
            switch (item.Type)
            {
                case PjsipType.Endpoint:
                    CodecOrder(item, problems);
                    if (Options.Find(item.Options, "auth") is null && !identified.Contains(item.Name))
                    {
                        problems.Add(
                            ProblemKinds.EndpointWithoutAuth, item.Place,
                            $"Endpoint `{item.Name}` has no `auth`, so anyone can make calls as `{item.Name}` without a password.");
                    }

                    break;
                case PjsipType.Aor when Options.Text(item.Options, "max_contacts") is "1"
                    && Options.IsYes(item.Options, "remove_existing") is not true:
                    problems.Add(
                        ProblemKinds.OneContactKept, item.Place,
                        $"AOR `{item.Name}` has `max_contacts: 1` without `remove_existing: yes`, "
                        + $"so a phone that lost its connection cannot register again until the old contact expires.");
                    break;
                case PjsipType.Transport when GeneratedTransports.IsIssabels(item.Name):
                    problems.Add(
                        ProblemKinds.IssabelsOwn, item.Place,
                        $"Issabel makes the transport `{item.Name}` itself. A second one disables every transport of box `{box.Name}`.");
                    break;
                case PjsipType.Global:
                    // Found by experiment on 16.28: at a reload ours wins, at the next start both are dropped ("duplicate object").
                    problems.Add(
                        ProblemKinds.SecondGlobal, item.Place,
                        $"Issabel's own pjsip.conf has a `[global]`. With a second one Asterisk ignores both at its next start.");
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Through a transport of a WebSocket nothing calls out, and only softphones come in: their server is the web server.
    /// </summary>
    private static void OnWebSocket(PjsipObject item, HashSet<string> webSockets, ProblemList problems)
    {
        var isPhone = item.Type is PjsipType.Endpoint && Options.IsYes(item.Options, "webrtc") is not true
            && Options.Text(item.Options, "media_encryption") is not "dtls";
        if ((isPhone || item.Type is PjsipType.Registration)
            && Options.Find(item.Options, "transport") is { Value: DesiredValue.Text name } option
            && (webSockets.Contains(name.Value) || GeneratedTransports.IsWebSocket(name.Value)))
        {
            problems.Add(
                ProblemKinds.PhoneOnWebSocket, option.Place,
                $"`{Shown.Text(name.Value)}` is a WebSocket transport and the {item.Type.Word()} `{item.Name}` is not a softphone, "
                + $"so it can neither register nor call.");
        }
    }

    /// <summary>allow and disallow work one after the other (experiment, 16.28).</summary>
    private static void CodecOrder(PjsipObject endpoint, ProblemList problems)
    {
        var options = endpoint.Options.ToList();
        var allow = options.FindLastIndex(o => o.Name.Equals("allow", StringComparison.OrdinalIgnoreCase));
        var disallow = options.FindLastIndex(o => o.Name.Equals("disallow", StringComparison.OrdinalIgnoreCase));
        if (allow >= 0 && disallow > allow && options[disallow].Value is DesiredValue.Text { Value: "all" })
        {
            problems.Add(
                ProblemKinds.DisallowAfterAllow, options[disallow].Place,
                $"`disallow: all` of `{endpoint.Name}` comes after `allow` in line {options[allow].Place.Line}, so no codec is left.");
        }
    }
}
