using System.Net.Sockets;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What the box's packet filter does with whoever comes to the web server.</summary>
internal sealed class WebFilterLink() : Link("packet filter", "whether the box's packet filter lets the client to the web server", Closed)
{
    private static readonly Cause Closed = new("port-filtered", $"the packet filter turns away who comes to the web server");

    private protected override Message? NotLooked(Evidence evidence) =>
        !evidence.IsSoftphone ? WebServerLink.NotASoftphone(evidence) : Why(evidence) ?? Doubt(evidence, [ToWeb(evidence)]);

    private protected override IEnumerable<Finding> Find(Evidence evidence) => Turned(
        evidence, [ToWeb(evidence)], Closed,
        port => $"iptables -I INPUT -p tcp --dport {port} -j ACCEPT");

    private protected override Message Well(Evidence evidence) =>
        $"iptables lets TCP port {DoctorQuestions.WebPort(evidence.View)} in from {evidence.Visitor}";

    private static Packet ToWeb(Evidence evidence) => new(true, evidence.Visitor!, DoctorQuestions.WebPort(evidence.View));

    /// <summary>Why nobody knows what becomes of a packet: a rule hangs on what is not seen; null where it is known of all.</summary>
    internal static Message? Doubt(Evidence evidence, IEnumerable<Packet> packets) =>
        evidence.Host.Filter.TryGet(out var filter)
        && packets.Select(filter.Decide).FirstOrDefault(v => v.IsLetIn is null) is { } verdict
            ? $"it hangs on what cannot be seen here: {verdict.Rule}"
            : (Message?)null;

    /// <summary>Why the filter cannot be tried; null where it can.</summary>
    internal static Message? Why(Evidence evidence) =>
        evidence.Visitor?.AddressFamily != AddressFamily.InterNetwork ? $"no client of IPv4 is known: give one with --from ADDRESS"
        : evidence.Host.Filter.Missing;

    /// <summary>The packets that are turned away.</summary>
    internal static IEnumerable<Finding> Turned(
        Evidence evidence, IEnumerable<Packet> packets, Cause cause, Func<int, Message> open)
    {
        if (!evidence.Host.Filter.TryGet(out var filter))
        {
            yield break;
        }

        foreach (var packet in packets)
        {
            if (filter.Decide(packet) is { IsLetIn: false } verdict)
            {
                yield return new(
                    Weight.Broken, cause, $"the packet filter of the box turns away {packet}", $"iptables: {verdict.Rule}",
                    $"open it in the firewall of the web interface, or on the box: {open(packet.Port)}");
                yield break;
            }
        }
    }
}
