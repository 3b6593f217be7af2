using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>
/// What a softphone in a browser cannot do without. Found by experiment on Asterisk 16.28: chan_sip takes the one WebSocket protocol
/// <c>sip</c> first, so res_pjsip_transport_websocket.so declines to load unless it is preloaded or chan_sip leaves the protocol alone.
/// </summary>
internal static class WebRtcRules
{
    private const string WebSocketModule = "res_pjsip_transport_websocket.so";

    public static void Check(DesiredBox box, ProblemList problems)
    {
        var softphones = box.Pjsip.Where(o => o.Type is PjsipType.Endpoint && Options.IsYes(o.Options, "webrtc") is true).ToList();
        if (softphones.Count == 0)
        {
            return;
        }

        // Told once for a box, at the first of them: two hundred softphones are one mistake.
        var place = softphones[0].Place;
        var who = softphones.Count == 1 ? $"`{softphones[0].Name}` on box `{box.Name}`" : $"`{softphones[0].Name}` and {softphones.Count - 1} more on box `{box.Name}`";
        string[] wanted = ["enabled", "tlsenable"];
        var off = wanted.Where(name => Options.IsYes(box.Http, name) is not true).ToList();
        if (off.Count > 0)
        {
            problems.Add(ProblemKinds.WebRtcWithoutTls, place, $"No browser can reach {who}: `http` does not say yes to {string.Join(" and ", off.Select(o => $"`{o}`"))}.");
        }

        if (!box.Preload.Contains(WebSocketModule) && Options.IsYes(box.SipGeneral, "websocket_enabled") is not false)
        {
            problems.Add(ProblemKinds.WebRtcWithoutModule, place, $"PJSIP never gets the WebSocket of {who}: chan_sip takes it first.");
        }

        foreach (var softphone in softphones)
        {
            if (Options.Find(softphone.Options, "dtls_verify") is { } verify)
            {
                problems.Add(ProblemKinds.DtlsVerifyHasNoEffect, verify.Place, $"`dtls_verify` has no effect on `{softphone.Name}`: `webrtc: yes` sets it to fingerprint.");
            }
        }
    }
}
