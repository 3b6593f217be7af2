using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What <c>webrtc=yes</c> sets by itself. Source: Asterisk 16.28, res_pjsip/pjsip_configuration.c (sip_endpoint_apply_handler),
/// and AMI's EndpointDetail of such an endpoint.
/// </summary>
public static class WebRtc
{
    /// <summary>Options and the values that memory must show for an endpoint with webrtc=yes.</summary>
    public static EquatableArray<(string Option, string Value)> Implied { get; } =
    [
        ("use_avpf", "yes"),
        ("ice_support", "yes"),
        ("rtcp_mux", "yes"),
        ("bundle", "yes"),
        ("media_use_received_transport", "yes"),
        ("media_encryption", "dtls"),
    ];

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
        OptionSpelling.Truth(box.Http.LastOrDefault(o => o.Name.Equals("tlsenable", StringComparison.OrdinalIgnoreCase))?.Value.ToString() ?? "no") == "yes";

    private static readonly FrozenSet<string> Forced = Implied.Select(i => i.Option).Concat(["dtls_verify", "dtls_setup", "dtls_auto_generate_cert"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Options whose own value has no effect beside webrtc=yes: it forces them, so memory is no judge of the file.</summary>
    public static bool Forces(string option) => Forced.Contains(option);
}
