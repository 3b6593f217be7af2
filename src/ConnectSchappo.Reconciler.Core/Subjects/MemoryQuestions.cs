using System.Collections.Immutable;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
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

    private const string ChanSip = "chan_sip";

    /// <summary>
    /// A fixed row, then a question for each endpoint of the desired state (only that shows an endpoint's options), and for what else
    /// of PJSIP the desired state has.
    /// </summary>
    public static IReadOnlyList<AmiAction> Questions(DesiredBox box) =>
    [
        new("CoreStatus"),
        new("CoreSettings"),
        new("CoreShowChannels"),
        AmiAction.Command("http show status"),
        AmiAction.Command("rtp show settings"),
        AmiAction.Command($"module show like {Module}"),
        new("PJSIPShowAuths"),
        new("PJSIPShowAors"),
        new("PJSIPShowEndpoints"),
        new("PJSIPShowContacts"),
        new("SIPpeers"),
        AmiAction.Command($"module show like {ChanSip}"),
        AmiAction.Command("pjsip show transports"),
        AmiAction.Command("core show settings"),
        .. Names(box, PjsipType.Endpoint).Select(name => new AmiAction("PJSIPShowEndpoint", new AmiField("Endpoint", name))),
        .. AmiPjsip.Questions(box),
    ];

    /// <param name="box">The box that was asked about.</param>
    /// <param name="replies">In the order of <see cref="Questions"/>.</param>
    public static AsteriskMemory Read(DesiredBox box, IReadOnlyList<AmiReply> replies)
    {
        var left = new Queue<AmiReply>(replies);
        var status = left.Dequeue();
        return new()
        {
            Started = Said(status, r => $"{r["CoreStartupDate"]} {r["CoreStartupTime"]}"),
            Reloaded = Said(status, r => $"{r["CoreReloadDate"]} {r["CoreReloadTime"]}").TryGet(out var text)
                && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && BoxClock.IsPlausible(time) ? Fact.Known(time) : Fact.Unknown<DateTime>(status.Why()),
            Version = Said(left.Dequeue(), r => r["AsteriskVersion"]),
            Channels = left.Dequeue().Listed("CoreShowChannels", events => events.Count),
            Http = left.Dequeue().Printed(HttpStatusText.Parse),
            Rtp = Rtp(box.Catalogue, left.Dequeue()),
            WebSocketTransport = left.Dequeue().Printed(lines => ModuleListText.Parse(lines, Module)),
            Auths = left.Dequeue().Objects(box.Catalogue, "PJSIPShowAuths"),
            Aors = left.Dequeue().Objects(box.Catalogue, "PJSIPShowAors"),
            EndpointNames = Set(left.Dequeue().Names("PJSIPShowEndpoints")),
            Contacts = left.Dequeue().Listed("PJSIPShowContacts", events => events.Count),
            SipPeers = Peers(left.Dequeue(), left.Dequeue()),
            TransportProtocols = Protocols(left.Peek()),
            TransportNames = Transports(left.Dequeue()),
            ConfigDirectory = left.Dequeue().Printed(CoreSettingsText.ConfigDirectory),
            Endpoints = Endpoints(box.Catalogue, [.. Names(box, PjsipType.Endpoint).Select(name => (name, left.Dequeue()))]),
            Registrations = AmiPjsip.Statuses(box, replies),
            Others = AmiPjsip.Read(box, left),
            Twice = Twice(box, replies),
        };
    }

    private static ImmutableHashSet<(PjsipType Type, string Name)> Twice(DesiredBox box, IReadOnlyList<AmiReply> replies) =>
    [
        .. from answer in Questions(box).Zip(replies)
           let type = ListOf(answer.First.Name)
           where type is not null
           from twins in (answer.Second.Names(answer.First.Name).TryGet(out var names) ? names : []).GroupBy(n => n, StringComparer.Ordinal)
           where twins.Skip(1).Any()
           select (type.Value, twins.Key),
    ];

    // Only these lists have all objects of a type, and nothing else in them.
    private static PjsipType? ListOf(string action) => action switch
    {
        "PJSIPShowAuths" => PjsipType.Auth,
        "PJSIPShowAors" => PjsipType.Aor,
        "PJSIPShowEndpoints" => PjsipType.Endpoint,
        _ => null,
    };

    internal static IEnumerable<string> Names(DesiredBox box, PjsipType type) => box.Pjsip.Where(o => o.Type == type).Select(o => o.Name);

    private static Fact<string> Said(AmiReply reply, Func<AmiFrame, string?> value) =>
        reply.Succeeded && value(reply.Response) is { Length: > 1 } text ? Fact.Known(text) : Fact.Unknown<string>(reply.Why());

    private static Fact<ImmutableDictionary<string, string>> Rtp(AsteriskCatalogue catalogue, AmiReply reply) => reply.Succeeded
        ? RtpSettingsText.Parse(catalogue.Rtp, [.. reply.Output])
        : Fact.Unknown<ImmutableDictionary<string, string>>($"rtp show settings: {reply.Why()}");

    // Without chan_sip there is no such action, and there are no peers.
    private static Fact<ImmutableHashSet<string>> Peers(AmiReply peers, AmiReply module) =>
        !peers.Succeeded && module.Succeeded && ModuleListText.Parse([.. module.Output], ChanSip).TryGet(out var status) && status != ModuleStatus.Running
            ? Fact.Known(ImmutableHashSet<string>.Empty)
            : Set(peers.Names("SIPpeers"));

    private static Fact<ImmutableHashSet<string>> Transports(AmiReply reply) => reply.Succeeded
        ? Set(SorceryText.TransportNames([.. reply.Output]))
        : Fact.Unknown<ImmutableHashSet<string>>($"pjsip show transports: {reply.Why()}");

    private static Fact<ImmutableHashSet<string>> Protocols(AmiReply reply) => reply.Succeeded
        ? Set(SorceryText.TransportProtocols([.. reply.Output]))
        : Fact.Unknown<ImmutableHashSet<string>>($"pjsip show transports: {reply.Why()}");

    private static Fact<ImmutableDictionary<string, SorceryObject>> Endpoints(
        AsteriskCatalogue catalogue, IReadOnlyList<(string Name, AmiReply Reply)> answers)
    {
        var objects = ImmutableDictionary.CreateBuilder<string, SorceryObject>(StringComparer.Ordinal);
        foreach (var (name, reply) in answers)
        {
            if (reply.Events.FirstOrDefault(e => e.Event == "EndpointDetail" && e["ObjectName"] == name) is { } detail)
            {
                objects[name] = detail.Remembered(catalogue);
            }
            else if (reply.Succeeded || !reply.Message.Contains("Unable to retrieve endpoint", StringComparison.Ordinal))
            {
                return Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"PJSIPShowEndpoint {name}: {reply.Why()}");
            }
        }

        return Fact.Known(objects.ToImmutable());
    }

    private static Fact<ImmutableHashSet<string>> Set(Fact<EquatableArray<string>> names) =>
        names.TryGet(out var known) ? Fact.Known(known.ToImmutableHashSet(StringComparer.Ordinal)) : Fact.Unknown<ImmutableHashSet<string>>(names.Missing!);
}
