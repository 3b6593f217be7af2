using System.Collections.Immutable;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// The questions about Asterisk's memory that one look asks of its manager interface, sent in one go, and what their replies
/// say. Its lists cut no name. Formats seen on Asterisk 16.28.
/// </summary>
public static class AmiMemory
{
    private const string Module = "res_pjsip_transport_websocket";

    /// <summary>A fixed row, then one question for each endpoint of the desired state: only that shows an endpoint's options.</summary>
    public static IReadOnlyList<AmiAction> Questions(DesiredBox box) =>
    [
        new("CoreStatus"),
        new("CoreSettings"),
        new("CoreShowChannels"),
        AmiAction.Command("http show status"),
        AmiAction.Command($"module show like {Module}"),
        new("PJSIPShowAuths"),
        new("PJSIPShowAors"),
        new("PJSIPShowEndpoints"),
        new("PJSIPShowContacts"),
        new("SIPpeers"),
        .. Endpoints(box).Select(name => new AmiAction("PJSIPShowEndpoint", new AmiField("Endpoint", name))),
    ];

    /// <param name="box">The box that was asked about.</param>
    /// <param name="replies">In the order of <see cref="Questions"/>.</param>
    public static AsteriskMemory Read(DesiredBox box, IReadOnlyList<AmiReply> replies) => new()
    {
        Started = Said(replies[0], r => $"{r["CoreStartupDate"]} {r["CoreStartupTime"]}"),
        Version = Said(replies[1], r => r["AsteriskVersion"]),
        Channels = Listed(replies[2], "CoreShowChannels", events => events.Count),
        Http = Printed(replies[3], HttpStatusText.Parse),
        WebSocketTransport = Printed(replies[4], lines => ModuleListText.Parse(lines, Module)),
        Auths = Objects(replies[5], "PJSIPShowAuths"),
        Aors = Objects(replies[6], "PJSIPShowAors"),
        EndpointNames = Listed(replies[7], "PJSIPShowEndpoints", Names),
        Contacts = Listed(replies[8], "PJSIPShowContacts", events => events.Count),
        SipPeers = Listed(replies[9], "SIPpeers", Names),
        Endpoints = EndpointObjects(box, replies.Skip(10).ToList()),
    };

    private static IEnumerable<string> Endpoints(DesiredBox box) => box.Pjsip.Where(o => o.Type == PjsipType.Endpoint).Select(o => o.Name);

    private static Fact<string> Said(AmiReply reply, Func<AmiFrame, string?> value) =>
        reply.Succeeded && value(reply.Response) is { Length: > 1 } text ? Fact.Known(text) : Fact.Unknown<string>(Why(reply));

    private static Fact<T> Printed<T>(AmiReply reply, Func<IReadOnlyList<string>, T> parse) =>
        reply.Succeeded ? Fact.Known(parse([.. reply.Output])) : Fact.Unknown<T>(Why(reply));

    // An empty list of PJSIP is an error that says "No ... found"; an unknown action says otherwise, and is chan_sip not loaded.
    private static Fact<T> Listed<T>(AmiReply reply, string action, Func<EquatableArray<AmiFrame>, T> read) =>
        reply.Succeeded || IsEmpty(reply) ? Fact.Known(read(reply.Events)) : Fact.Unknown<T>($"{action}: {Why(reply)}");

    private static Fact<ImmutableDictionary<string, SorceryObject>> Objects(AmiReply reply, string action) => Listed(
        reply, action, events => events.Select(Remembered).ToImmutableDictionary(o => o.Name, StringComparer.Ordinal));

    private static Fact<ImmutableDictionary<string, SorceryObject>> EndpointObjects(DesiredBox box, List<AmiReply> replies)
    {
        var objects = ImmutableDictionary.CreateBuilder<string, SorceryObject>(StringComparer.Ordinal);
        foreach (var (name, reply) in Endpoints(box).Zip(replies))
        {
            if (reply.Events.FirstOrDefault(e => e.Event == "EndpointDetail") is { } detail)
            {
                objects[name] = Remembered(detail);
            }
            else if (reply.Succeeded || !reply.Message.Contains("Unable to retrieve endpoint", StringComparison.Ordinal))
            {
                return Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"PJSIPShowEndpoint {name}: {Why(reply)}");
            }
        }

        return Fact.Known(objects.ToImmutable());
    }

    private static bool IsEmpty(AmiReply reply) =>
        reply.Message.StartsWith("No ", StringComparison.OrdinalIgnoreCase) && reply.Message.EndsWith(" found", StringComparison.OrdinalIgnoreCase);

    private static ImmutableHashSet<string> Names(EquatableArray<AmiFrame> events) =>
        events.Select(e => e["ObjectName"]).OfType<string>().ToImmutableHashSet(StringComparer.Ordinal);

    private static SorceryObject Remembered(AmiFrame frame) => new(
        frame["ObjectName"] ?? "", frame.Fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static string Why(AmiReply reply) =>
        reply.Message.Length > 0 ? reply.Message : string.Create(CultureInfo.InvariantCulture, $"Asterisk answered {reply.Response.Response}");
}
