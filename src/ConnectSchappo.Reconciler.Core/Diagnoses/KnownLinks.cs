using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>
/// The list of links, from a phone to a voice, and what protects the box last. A new one is a file beside this, and a line here.
/// </summary>
public static class KnownLinks
{
    /// <summary>All of them in their order: what is broken in one may be all that is wrong with those after it.</summary>
    public static EquatableArray<Link> All { get; } =
    [
        new AsteriskLink(),
        new ModulesLink(),
        new WebServerLink(),
        new BansLink(),
        new WebFilterLink(),
        new WayLink(),
        new CertificateLink(),
        new WebSocketLink(),
        new ExtensionLink(),
        new LoginLink(),
        new ContactsLink(),
        new DialplanLink(),
        new CodecsLink(),
        new IceLink(),
        new AddressesLink(),
        new SoundFilterLink(),
        new StreamsLink(),
        new CallLogLink(),
        new ProtectionLink(),
        new ConfigurationLink(),
    ];

    /// <summary>The link that a difference belongs to.</summary>
    internal static Link Of(Drift drift, Evidence evidence) => All.First(l => l.Owns(drift, evidence));
}
