using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Desk phones and trunks of ours on a box where PJSIP has no port for them: neither a file nor memory has a transport for UDP, TCP or
/// TLS. Softphones need none, since they come in by the web server. Without one Asterisk does not even make a registration at its start.
/// Source: Asterisk 16.28, tried.
/// </summary>
public static class TransportDrifts
{
    private const string Example = """pjsip: {transports: {phones-udp: {protocol: udp, bind: "0.0.0.0:5062"}}}""";

    // A minute: longer than a web interface takes from its first file to its reload.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    internal static IEnumerable<Drift> Find(BoxView box)
    {
        var view = box.Of(PjsipSubject.Config);
        var users = box.Desired.Pjsip.Where(Needs).ToList();
        if (users.Count == 0 || !box.Seen.Memory.TransportProtocols.TryGet(out var protocols) || protocols.Any(IsPort))
        {
            yield break;
        }

        var inFiles = view.SectionsWanted.Objects(PjsipType.Transport)
            .Where(s => IsPort(s.Last("protocol")?.Value.Trim() ?? "udp")).ToList();
        if (inFiles.Count > 0)
        {
            // What is ours is told by itself, and what is to be loaded yet is not lost.
            if (!inFiles.Exists(view.IsOwn) && !inFiles.Exists(s => IsJustWritten(box, s)))
            {
                yield return Unopened(users, inFiles[0]);
            }

            yield break;
        }

        // Where they are not ours yet, they stay what they are: a peer of chan_sip that works is not taken away for nothing.
        var isNew = users.Exists(u => !view.SectionsNow.Objects(u.Type, u.Name).Any(view.IsOwn));
        var names = users.Select(u => u.Name).Distinct(StringComparer.Ordinal).ToList();
        var drift = new Drift
        {
            Kind = isNew ? DriftKind.Foreign : DriftKind.Pjsip,
            Resource = new PjsipPortId(),
            Desired = $"a transport for UDP, TCP or TLS",
            Memory = LayerWords.None,
            Remediation = Remediation.Manual,
            Consequence = $"{Listing.Of(names)} can neither register nor call: PJSIP has no port for desk phones and trunks. "
                + $"Add a transport with a port of its own to the desired state, as in `{Example}`; chan_sip uses port 5060",
        };
        yield return drift;
        if (isNew && names.Where(n => SipPeers.Named(box.Of(ChanSipSubject.Config).SectionsNow, n).Any()).ToList() is { Count: > 0 } peers)
        {
            yield return drift with
            {
                Resource = new SipPeersId(),
                Desired = $"without {Listing.Of(peers)}",
                Memory = $"unchanged",
                Consequence = $"{Listing.Of(peers)} stay with chan_sip until PJSIP has a port for them: add the transport",
            };
        }
    }

    // Asterisk tells of its last reload in whole seconds. Whoever writes a file reloads it next: a web interface takes some seconds.
    private static bool IsJustWritten(BoxView box, ConfSection transport) =>
        box.Seen.Files.GetValueOrDefault(transport.Place.Path)?.Changed is { } changed
        && !(box.Seen.Memory.Reloaded.TryGet(out var reloaded) && changed.DateTime < reloaded)
        && box.Seen.At - changed < Patience;

    private static Drift Unopened(List<PjsipObject> users, ConfSection transport) => new()
    {
        Kind = DriftKind.Pjsip,
        Resource = new PjsipPortId(),
        Desired = $"a transport for UDP, TCP or TLS",
        Memory = LayerWords.None,
        Place = transport.Place,
        Remediation = Remediation.Manual,
        Consequence = $"{Listing.Of(users.Select(u => u.Name))} can neither register nor call: "
            + $"transport {transport.Name} of {transport.Place} is not in Asterisk's memory: it was not loaded, "
            + $"or its port ({transport.Last("bind")?.Value ?? "none"}) is taken, as 5060 by chan_sip. "
            + $"Give it a free port, then `asterisk -rx 'module reload res_pjsip.so'`; the reason is in /var/log/asterisk/messages",
    };

    /// <summary>Whether an object of the desired state can work only where PJSIP has a port of its own.</summary>
    public static bool Needs(PjsipObject item) =>
        item.Type == PjsipType.Registration || (item.Type == PjsipType.Endpoint && !item.IsSoftphone);

    private static bool IsPort(string protocol) => protocol.ToLowerInvariant() is not ("ws" or "wss");
}
