using System.Net;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The addresses that the box tells its phones to send to, beside those that it has and that the world sees.</summary>
internal sealed class AddressesLink() : Link(
    "addresses", "what the box tells phones to send to, beside its own addresses and the one that STUN sees",
    PrivateOnly, CandidateOfNobody, WrongExternal, NoLocalNet, NoSignalling)
{
    private static readonly Cause PrivateOnly = new(
        "private-addresses-only", $"a client outside is told private addresses alone: no sound");
    private static readonly Cause CandidateOfNobody = new(
        "ice-candidate-of-no-address", $"[ice_host_candidates] names an address that the box does not have");
    private static readonly Cause WrongExternal = new(
        "external-address-wrong", $"a transport tells phones another public address than STUN sees");
    private static readonly Cause NoLocalNet = new("local-net-missing", $"a transport tells phones inside the public address too");
    private static readonly Cause NoSignalling = new(
        "no-external-signaling-address", $"a phone outside is told a private address for its next request: calls end after 32 s");

    // Source: RFC 1918, 6598, 3927, 1122, 4193, 4291.
    private static readonly string[] Private =
    [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1",
    ];

    private protected override Message? NotLooked(Evidence evidence) => evidence.NoPhone
        ?? (evidence.Host.Addresses.IsEmpty ? $"the box does not tell its addresses: it has no ip" : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence) =>
        [.. Candidates(evidence), .. External(evidence), .. Outside(evidence)];

    private protected override Message Well(Evidence evidence) =>
        evidence.Host.Stun?.Mapped is { } mapped && !evidence.Host.Addresses.Contains(mapped)
            ? $"behind NAT: {Own(evidence)}; STUN tells phones {mapped}"
            : (Message)$"{Own(evidence)}";

    private static Message Own(Evidence evidence) => Listing.Of(evidence.Host.Addresses.Select(a => a.ToString()));

    private static IEnumerable<IceHostCandidate> Offered(Evidence evidence) => IceDrifts.InFiles(evidence.View);

    private static IEnumerable<Finding> Candidates(Evidence evidence) =>
        from candidate in Offered(evidence)
        where !evidence.Host.Addresses.Contains(candidate.Local)
        select new Finding(
            Weight.Broken, CandidateOfNobody, $"{candidate.Offered} is offered in place of {candidate.Local}, which the box does not have",
            $"rtp.conf, [{IceHostCandidate.Section}]: {candidate}; the box has {Own(evidence)}",
            $"ice_host_candidates: {{{evidence.Host.Addresses[0]}: {candidate.Value}}} in the desired state");

    private static IEnumerable<Finding> External(Evidence evidence)
    {
        foreach (var transport in Transports(evidence))
        {
            if (transport.Last("external_media_address") is not { } external || !IPAddress.TryParse(external.Value.Trim(), out var told))
            {
                continue;
            }

            if (evidence.Host.Stun?.Mapped is { } mapped && !mapped.Equals(told))
            {
                yield return new(
                    Weight.Broken, WrongExternal,
                    $"{transport.Name} tells phones to send to {told}, and the world sees the box as {mapped}",
                    $"{external.Place}; the STUN server {evidence.Host.Stun.Server}", $"external_media_address={mapped}, or no such line");
            }
            else if (transport.Last("local_net") is null && evidence.Host.Addresses.Any(IsPrivate))
            {
                yield return new(
                    Weight.Remark, NoLocalNet,
                    $"{transport.Name} tells phones in the box's own network {told} too: their sound goes out and back",
                    $"{external.Place}, and no local_net", $"local_net= with the box's own network, at the transport {transport.Name}");
            }
        }
    }

    private static IEnumerable<Finding> Outside(Evidence evidence)
    {
        if (Outsider(evidence) is not { } outsider || (evidence.Host.Source ?? evidence.Host.Addresses[0]) is not { } own
            || !IsPrivate(own))
        {
            yield break;
        }

        Message seen = $"{outsider} is outside; towards it the box has {own}";
        var told = evidence.IsSoftphone
            ? evidence.Host.Stun?.Mapped is not null || IsUnasked(evidence) || evidence.Host.Turn is { Took: not null }
                || Offered(evidence).Any(c =>
                !IsPrivate(c.Offered))
            : Transports(evidence).Any(t => t.Last("external_media_address") is not null);
        if (!told)
        {
            yield return new(
                Weight.Broken, PrivateOnly, $"a phone outside is told to send its sound to {own}, where it cannot",
                seen, evidence.IsSoftphone
                    ? $"rtp: {{stunaddr: HOST}} in the desired state; where the box has one public address, "
                        + $"ice_host_candidates: {{{own}: PUBLIC}}"
                    : (Message)$"external_media_address, external_signaling_address and local_net at the transport");
        }

        // Over a WebSocket every request comes by the connection that is open.
        if (!evidence.IsSoftphone && !Transports(evidence).Any(t => t.Last("external_signaling_address") is not null))
        {
            yield return new(
                Weight.Broken, NoSignalling, $"a phone outside sends its ACK to {own}, where it cannot: its calls end after 32 s",
                seen, $"external_signaling_address=PUBLIC at the transport");
        }
    }

    // A server that is named and was not asked may tell it.
    private static bool IsUnasked(Evidence evidence) =>
        (evidence.Host.Stun is null && DoctorQuestions.Server(evidence.View, "stunaddr") is not null)
        || (evidence.Host.Turn is null && DoctorQuestions.Server(evidence.View, "turnaddr") is not null);

    private static IPAddress? Outsider(Evidence evidence) =>
        new[] { evidence.Client }.Concat(evidence.Phone!.Contacts.Select(c => c.At?.Address)).OfType<IPAddress>()
            .FirstOrDefault(a => !IsPrivate(a));

    // Those of WebSockets say nothing of addresses that a browser is told.
    private static IEnumerable<ConfSection> Transports(Evidence evidence) =>
        evidence.View.Of(PjsipSubject.Instance.ConfigFile).SectionsNow.Objects(PjsipType.Transport)
            .Where(t => t.Last("protocol")?.Value.Trim() is not ("ws" or "wss"));

    private static bool IsPrivate(IPAddress address) => Private.Any(n => Network.Contains(n, address.ToString()));
}
