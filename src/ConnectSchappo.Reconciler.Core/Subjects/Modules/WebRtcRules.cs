using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
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

        // Reported once for a box, at the first of them: two hundred softphones are one mistake.
        var place = softphones[0].Place;
        string[] wanted = WebRtc.IsBehindProxy(box) ? ["enabled"] : ["enabled", "tlsenable"];
        var off = wanted.Where(name => Options.IsYes(box.Http, name) is not true).ToList();
        if (off.Count > 0)
        {
            problems.Add(
                ProblemKinds.WebRtcWithoutTls, place,
                $"`http` has no {Shown.List(off.Select(o => $"{o}: yes"))}, so browsers cannot connect as {Names(softphones, box)}.");
        }

        if (box.Catalogue.HasChanSip && !box.Preload.Contains(WebSocketModule)
            && Options.IsYes(box.SipGeneral, "websocket_enabled") is not false)
        {
            problems.Add(
                ProblemKinds.WebRtcWithoutModule, place,
                $"chan_sip takes the WebSocket before PJSIP, so {Names(softphones, box)} cannot register.");
        }

        foreach (var softphone in softphones)
        {
            if (Options.Find(softphone.Options, "dtls_verify") is { } verify)
            {
                problems.Add(
                    ProblemKinds.WebRtcDecides, verify.Place,
                    $"`webrtc: yes` sets `dtls_verify` of `{softphone.Name}` to `fingerprint`, so this value has no effect.");
            }

            if (Options.Find(softphone.Options, "dtls_rekey") is { Value: DesiredValue.Text { Value: not "0" } } rekey
                && box.Catalogue[PjsipType.Endpoint].Options["dtls_rekey"].IsForcedByWebRtc)
            {
                problems.Add(
                    ProblemKinds.WebRtcDecides, rekey.Place,
                    $"From 18.21, 20.6 and 21.1 on Asterisk sets `dtls_rekey` of `{softphone.Name}` to 0 because of `webrtc: yes`, so this "
                    + $"value has no effect there.");
            }
        }
    }

    private static Message Names(List<PjsipObject> softphones, DesiredBox box) => softphones.Count switch
    {
        1 => $"`{softphones[0].Name}` on box `{box.Name}`",
        2 => $"`{softphones[0].Name}` and 1 other on box `{box.Name}`",
        _ => $"`{softphones[0].Name}` and {softphones.Count - 1} others on box `{box.Name}`",
    };
}
