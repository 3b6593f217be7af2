using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>What the desired state says of one box: groups and overrides merged, profiles expanded, secrets still references.</summary>
public sealed record DesiredBox
{
    public required string Name { get; init; }

    /// <summary>The options that its Asterisk has.</summary>
    public required AsteriskCatalogue Catalogue { get; init; }

    /// <summary>A host name or an IP address.</summary>
    public required string Address { get; init; }

    /// <summary>The TCP port of its sshd. Default: 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The account on the box; it may use sudo without a password.</summary>
    public required string User { get; init; }

    /// <summary>The pinned host key as <c>SHA256:base64</c>, or null where a known_hosts file decides.</summary>
    public string? HostKey { get; init; }

    /// <summary>What groups are matched by, in the order of the file.</summary>
    public EquatableArray<KeyValuePair<string, string>> Labels { get; init; }

    /// <summary>Options of http.conf's [general].</summary>
    public EquatableArray<DesiredOption> Http { get; init; }

    /// <summary>Options of rtp.conf's [general].</summary>
    public EquatableArray<DesiredOption> Rtp { get; init; }

    /// <summary>Modules to preload, in order, as file names.</summary>
    public EquatableArray<string> Preload { get; init; }

    /// <summary>PJSIP objects by type, in the order of <see cref="PjsipType"/>, and within a type in that of the desired state.</summary>
    public EquatableArray<PjsipObject> Pjsip { get; init; }

    /// <summary>Options of sip.conf's [general].</summary>
    public EquatableArray<DesiredOption> SipGeneral { get; init; }

    /// <summary>Peers that chan_sip must not have: those named, and every PJSIP endpoint.</summary>
    public EquatableArray<string> SipAbsent { get; init; }

    /// <summary>Addresses and networks that fail2ban must never ban; null where the desired state is silent.</summary>
    public EquatableArray<string>? IgnoreIp { get; init; }

    /// <summary>Where the items of the lists above stand.</summary>
    public ListPlaces Places { get; init; } = ListPlaces.None;

    public Policy Policy { get; init; } = Policy.Default;

    /// <summary>The password of an endpoint that logs in by its own name; null where it has none, only its hash, or logs in by another.</summary>
    public DesiredValue.SecretReference? Password(string endpoint)
    {
        var auth = Pjsip.FirstOrDefault(o => o.Type is PjsipType.Endpoint && o.Name == endpoint)?["auth"]?.ToString();
        return Pjsip.FirstOrDefault(o => o.Type is PjsipType.Auth && o.Name == auth) is { } found && found["username"]?.ToString() == endpoint
            ? found["password"] as DesiredValue.SecretReference
            : null;
    }

    /// <summary>The names of every secret that this box needs.</summary>
    public IEnumerable<string> SecretNames =>
        Http.Concat(Rtp).Concat(SipGeneral).Concat(Pjsip.SelectMany(o => o.Options))
            .Select(o => o.Value).OfType<DesiredValue.SecretReference>().Select(s => s.Name).Distinct(StringComparer.Ordinal);
}
