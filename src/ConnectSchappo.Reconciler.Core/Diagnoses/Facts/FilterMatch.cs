using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>What a packet must be like, by one option of a rule.</summary>
/// <param name="Option">The option, such as <c>--dport</c>.</param>
/// <param name="Values">What stands behind it.</param>
/// <param name="IsNegated">Whether it must not be like that.</param>
internal sealed record FilterMatch(string Option, EquatableArray<string> Values, bool IsNegated)
{
    /// <summary>Whether a packet is like that; null where that is not known of it.</summary>
    public bool? Fits(Packet packet) => Holds(packet, Values.FirstOrDefault() ?? "") is { } holds ? holds != IsNegated : null;

    // A client comes from outside and begins: no rule for the loopback or for what is known already is for it.
    private bool? Holds(Packet packet, string value) => Option switch
    {
        "-p" or "--protocol" => value is "all" || value == (packet.IsTcp ? "tcp" : "udp"),
        "-s" or "--source" => Network.IsNetwork(value) ? Network.Contains(value, packet.From.ToString()) : null,
        "-i" or "--in-interface" => value != "lo",
        "--dport" or "--dports" or "--destination-port" or "--destination-ports" => Has(value, packet.Port),
        "--sport" or "--sports" or "--source-port" or "--source-ports" => Has(value, Packet.ClientPort),
        "--ports" => Has(value, packet.Port) || Has(value, Packet.ClientPort),
        "--state" or "--ctstate" => value.Split(',').Contains("NEW", StringComparer.Ordinal),
        "--syn" => packet.IsTcp,
        _ => null,
    };

    private static bool Has(string ports, int port) => ports.Split(',').Any(p => p.Split(':') switch
    {
        [var one] => Number(one, -1) == port,
        [var from, var to] => Number(from, 0) <= port && port <= Number(to, IPEndPoint.MaxPort),
        _ => false,
    });

    private static int Number(string text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
