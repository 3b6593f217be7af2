using System.Collections.Immutable;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>What Asterisk does now, read from its running memory and never from a file.</summary>
public sealed record AsteriskMemory
{
    public required Fact<string> Version { get; init; }

    /// <summary>Date and time of the start, as the box's own clock says; it changes when and only when Asterisk restarts.</summary>
    public required Fact<string> Started { get; init; }

    /// <summary>The same as a time of the box's own clock; null where it is not known.</summary>
    public DateTime? StartedAt => Started.TryGet(out var text)
        && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Date and time of the last reload of anything, by the box's own clock; of the start where there was none since.</summary>
    public Fact<DateTime> Reloaded { get; init; } = Fact.Unknown<DateTime>("not asked");

    /// <summary>The directory that Asterisk reads its configuration from, by asterisk.conf's <c>astetcdir</c> or as it was built.</summary>
    public Fact<string> ConfigDirectory { get; init; } = Fact.Unknown<string>("not asked");

    /// <summary>Channels that are up.</summary>
    public required Fact<int> Channels { get; init; }

    public required Fact<HttpListeners> Http { get; init; }

    /// <summary>What <c>rtp show settings</c> shows, by the name of rtp.conf's option; an option that it does not show is not in it.</summary>
    public Fact<ImmutableDictionary<string, string>> Rtp { get; init; } = Fact.Unknown<ImmutableDictionary<string, string>>("not asked");

    /// <summary>State of <c>res_pjsip_transport_websocket.so</c>.</summary>
    public required Fact<ModuleStatus> WebSocketTransport { get; init; }

    /// <summary>Endpoints of the desired state, by name; those that Asterisk does not have are not in it.</summary>
    public required Fact<ImmutableDictionary<string, SorceryObject>> Endpoints { get; init; }

    public required Fact<ImmutableDictionary<string, SorceryObject>> Auths { get; init; }

    public required Fact<ImmutableDictionary<string, SorceryObject>> Aors { get; init; }

    /// <summary>
    /// What the desired state has of the other types of PJSIP, each by name; the types that it is silent about are not in it. A type
    /// that Asterisk does not show (its ACLs) is unknown.
    /// </summary>
    public ImmutableDictionary<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>> Others { get; init; } =
        ImmutableDictionary<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>>.Empty;

    /// <summary>
    /// Objects that Asterisk lists more than once, each with its type: a file and another source, such as a wizard, make them, and
    /// only one of them is in force.
    /// </summary>
    public ImmutableHashSet<(PjsipType Type, string Name)> Twice { get; init; } = [];

    /// <summary>What Asterisk says of each outbound registration: Registered, Unregistered, Rejected, Stopped. Asked only where some are wanted.</summary>
    public Fact<ImmutableDictionary<string, string>> Registrations { get; init; } = Fact.Unknown<ImmutableDictionary<string, string>>("not asked");

    /// <summary>Names of all transports, ours or not.</summary>
    public Fact<ImmutableHashSet<string>> TransportNames { get; init; } = Fact.Unknown<ImmutableHashSet<string>>("not asked");

    /// <summary>The protocols of all transports, in lower case.</summary>
    public Fact<ImmutableHashSet<string>> TransportProtocols { get; init; } = Fact.Unknown<ImmutableHashSet<string>>("not asked");

    /// <summary>Names of all endpoints, ours or not.</summary>
    public required Fact<ImmutableHashSet<string>> EndpointNames { get; init; }

    /// <summary>
    /// The names that were looked for where auths, AORs and chan_sip's peers were asked for one by one: whether another one is there is not
    /// known. Null where each list is whole.
    /// </summary>
    public NamesAskedFor? AskedFor { get; init; }

    /// <summary>Names of chan_sip's peers; of those of <see cref="AskedFor"/>, where they were asked for one by one.</summary>
    public required Fact<ImmutableHashSet<string>> SipPeers { get; init; }

    /// <summary>Contacts that are registered with PJSIP, of any endpoint.</summary>
    public required Fact<int> Contacts { get; init; }

    /// <summary>
    /// Where the web server has the WebSocket, below its prefix; without one where that is not known. Source: Asterisk 16.28, tried.
    /// </summary>
    public string WebSocketPath => (Http.TryGet(out var http) ? http.Prefix : "") + "/ws";

    /// <summary>The objects of a type that the desired state has, by name.</summary>
    public Fact<ImmutableDictionary<string, SorceryObject>> Of(PjsipType type) => type switch
    {
        PjsipType.Auth => Auths,
        PjsipType.Aor => Aors,
        PjsipType.Endpoint => Endpoints,
        _ => Others.GetValueOrDefault(type) ?? Fact.Unknown<ImmutableDictionary<string, SorceryObject>>("not asked"),
    };

    /// <summary>A memory of which nothing could be read, for one reason.</summary>
    public static AsteriskMemory Unknown(string reason) => new()
    {
        Version = Fact.Unknown<string>(reason),
        Started = Fact.Unknown<string>(reason),
        Reloaded = Fact.Unknown<DateTime>(reason),
        Channels = Fact.Unknown<int>(reason),
        Http = Fact.Unknown<HttpListeners>(reason),
        Rtp = Fact.Unknown<ImmutableDictionary<string, string>>(reason),
        WebSocketTransport = Fact.Unknown<ModuleStatus>(reason),
        Endpoints = Fact.Unknown<ImmutableDictionary<string, SorceryObject>>(reason),
        Auths = Fact.Unknown<ImmutableDictionary<string, SorceryObject>>(reason),
        Aors = Fact.Unknown<ImmutableDictionary<string, SorceryObject>>(reason),
        EndpointNames = Fact.Unknown<ImmutableHashSet<string>>(reason),
        TransportNames = Fact.Unknown<ImmutableHashSet<string>>(reason),
        SipPeers = Fact.Unknown<ImmutableHashSet<string>>(reason),
        Contacts = Fact.Unknown<int>(reason),
    };
}
