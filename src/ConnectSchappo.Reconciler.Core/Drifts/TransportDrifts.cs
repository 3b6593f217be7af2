using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Desk phones and trunks of ours on a box where PJSIP has no port for them: neither a file nor memory has a transport for UDP, TCP or
/// TLS. Softphones need none, since they come in by the web server. Without one Asterisk does not even make a registration at its start.
/// Source: Asterisk 16.28, tried.
/// </summary>
public static class TransportDrifts
{
    internal static IEnumerable<Drift> Find(BoxView box)
    {
        var view = box.Of(Chain.Pjsip);
        var users = box.Desired.Pjsip.Where(Needs).ToList();
        var inFiles = view.SectionsWanted.Objects(PjsipType.Transport).Any(s => IsPort(s.Last("protocol")?.Value.Trim() ?? "udp"));
        if (users.Count == 0 || inFiles || !box.Seen.Memory.TransportProtocols.TryGet(out var protocols) || protocols.Any(IsPort))
        {
            yield break;
        }

        // Where they are not ours yet, they stay what they are: a peer of chan_sip that works is not taken away for nothing.
        var isNew = users.Exists(u => !view.SectionsNow.Objects(u.Type, u.Name).Any(view.IsOwn));
        var names = users.Select(u => u.Name).Distinct(StringComparer.Ordinal).ToList();
        var drift = new Drift
        {
            Kind = isNew ? DriftKind.Foreign : DriftKind.Pjsip,
            Resource = new ResourceId.PjsipPort(),
            Desired = "a transport for UDP, TCP or TLS",
            Memory = "none",
            Cure = Cure.Person,
            Consequence = $"{Listing.Of(names)} can neither register nor call: PJSIP listens nowhere that desk phones and trunks can reach. "
                + "Write a transport of its own port into the desired state, as in `pjsip: {transports: {phones-udp: {protocol: udp, bind: \"0.0.0.0:5062\"}}}`; chan_sip has port 5060",
        };
        yield return drift;
        if (isNew && names.Where(n => SipPeers.Named(box.Of(Chain.Sip).SectionsNow, n).Any()).ToList() is { Count: > 0 } peers)
        {
            yield return drift with
            {
                Resource = new ResourceId.SipPeers(),
                Desired = $"without {Listing.Of(peers)}",
                Memory = "as it is",
                Consequence = $"{Listing.Of(peers)} stay with chan_sip until PJSIP has a port for them: write the transport",
            };
        }
    }

    /// <summary>Whether an object of the desired state can work only where PJSIP has a port of its own.</summary>
    public static bool Needs(PjsipObject item) =>
        item.Type == PjsipType.Registration || (item.Type == PjsipType.Endpoint && !WebRtc.IsSoftphone(item));

    private static bool IsPort(string protocol) => protocol.ToLowerInvariant() is not ("ws" or "wss");
}
