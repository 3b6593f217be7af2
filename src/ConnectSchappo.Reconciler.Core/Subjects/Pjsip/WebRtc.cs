using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>Softphones in a browser, whose endpoints have <c>webrtc=yes</c>; what that sets by itself is in the catalogue.</summary>
public static class WebRtc
{
    /// <summary>Whether an object is the endpoint of a softphone, which comes in over the WebSocket.</summary>
    public static bool IsSoftphone(PjsipObject item) =>
        item.Type == PjsipType.Endpoint && OptionSpelling.Truth(item["webrtc"]?.ToString() ?? "no") == "yes";

    /// <summary>
    /// The softphone that a probe asks about, since its challenge tells who answers: one that logs in. Null where no TLS listener
    /// is wanted or no such softphone: then there is nothing to ask.
    /// </summary>
    public static PjsipObject? Probed(DesiredBox box) =>
        WantsTls(box) ? box.Pjsip.FirstOrDefault(o => IsSoftphone(o) && o["auth"] is not null) : null;

    /// <summary>Whether the web server is to listen with TLS.</summary>
    public static bool WantsTls(DesiredBox box) =>
        OptionSpelling.Truth(
            box.Http.LastOrDefault(o => o.Name.Equals("tlsenable", StringComparison.OrdinalIgnoreCase))?.Value.ToString() ?? "no") == "yes";
}
