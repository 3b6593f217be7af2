using System.Globalization;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What the box's packet filter does with sound.</summary>
internal sealed class SoundFilterLink() : Link("sound's ports", "whether the box's packet filter lets sound in", Closed)
{
    private static readonly Cause Closed = new(
        "sound-filtered", $"the packet filter turns away sound: calls are silent in one direction or both");

    private protected override Message? NotLooked(Evidence evidence) =>
        WebFilterLink.Why(evidence) ?? evidence.NoMemory
            ?? (Range(evidence) is null ? $"Asterisk does not tell its ports for sound"
                : WebFilterLink.Doubt(evidence, Packets(evidence)));

    private protected override IEnumerable<Finding> Find(Evidence evidence) => Range(evidence) is not var (first, last) ? []
        : WebFilterLink.Turned(
            evidence, Packets(evidence), Closed,
            _ => $"iptables -I INPUT -p udp --dport {first}:{last} -j ACCEPT");

    private protected override Message Well(Evidence evidence) => Range(evidence) is var (first, last)
        ? $"iptables lets UDP ports {first} to {last} in from {evidence.Visitor}"
        : Message.Empty;

    private static IEnumerable<Packet> Packets(Evidence evidence) => Range(evidence) is var (first, last)
        ? [new(false, evidence.Visitor!, first), new(false, evidence.Visitor!, last)]
        : [];

    private static (int First, int Last)? Range(Evidence evidence) =>
        IceLink.Settings(evidence).TryGet(out var rtp) && Number(rtp.GetValueOrDefault("rtpstart")) is { } first
        && Number(rtp.GetValueOrDefault("rtpend")) is { } last ? (first, last) : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
