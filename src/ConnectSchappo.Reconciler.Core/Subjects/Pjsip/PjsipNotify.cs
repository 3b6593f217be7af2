using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Ami;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Has PJSIP send a NOTIFY, which says nothing to anybody, to any URI. It sends as the global object's default_outbound_endpoint, and
/// answers "NOTIFY sent" whether that endpoint is there or not, and whether anything was sent or not. Source: Asterisk 16.28, tried.
/// </summary>
public static class PjsipNotify
{
    public static AmiAction Settings => PjsipSettingsQuestion.Action;

    /// <summary>The name of the endpoint as which it would be sent; null where that is not told.</summary>
    public static string? Sender(AsteriskCatalogue catalogue, AmiReply settings) =>
        PjsipSettingsQuestion.One(catalogue, PjsipType.Global, [.. settings.Output]) is { } global
        && global["default_outbound_endpoint"] is { Length: > 0 } name ? name : null;

    public static AmiAction Endpoint(string name) => EndpointsQuestion.Action(name);

    /// <summary>Whether the endpoint is there and sends to where the URI says: neither by a transport of its own nor by a proxy.</summary>
    public static bool IsFree(AmiReply endpoint) =>
        endpoint.Events.FirstOrDefault(e => e.Event == "EndpointDetail") is { } detail
        && string.IsNullOrEmpty(detail["Transport"]) && string.IsNullOrEmpty(detail["OutboundProxy"]);

    public static AmiAction To(string client) =>
        new("PJSIPNotify", new AmiField("URI", client), new AmiField("Variable", "Event=keep-alive"));
}
