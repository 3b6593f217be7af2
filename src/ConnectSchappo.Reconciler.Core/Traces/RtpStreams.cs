namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>Counts packets by address and direction, as they come.</summary>
public sealed class RtpStreams
{
    // A larger step is another sender's beginning, and no loss (RFC 3550, appendix A.1: MAX_DROPOUT).
    private const int MostMissing = 3000;
    private const int MostStreams = 10_000;
    private const int MostTypes = 8;

    private readonly Dictionary<(string Peer, bool IsReceived), (RtpStream Stream, int? Next)> streams = [];
    private readonly List<(string Peer, bool IsReceived)> order = [];

    /// <summary>Both directions of each address, in the order in which the addresses came; null where no packet went that way.</summary>
    public IEnumerable<(string Peer, RtpStream? Received, RtpStream? Sent)> ByPeer =>
        order.Select(k => k.Peer).Distinct(StringComparer.Ordinal)
            .Select(p => (p, streams.GetValueOrDefault((p, true)).Stream, (RtpStream?)streams.GetValueOrDefault((p, false)).Stream))!;

    public void Add(RtpPacket packet)
    {
        var key = (packet.Peer, packet.IsReceived);
        if (!streams.TryGetValue(key, out var known))
        {
            if (streams.Count >= MostStreams)
            {
                return;
            }

            order.Add(key);
            known = (new() { Peer = packet.Peer, IsReceived = packet.IsReceived, First = packet.Time, Last = packet.Time }, null);
        }

        var (stream, next) = known;
        var step = packet.Sequence is { } number && next is { } expected ? (number - expected) & 0xFFFF : 0;
        var isLate = step > 0xFFFF - MostMissing;
        var isGap = step is > 0 and <= MostMissing;
        streams[key] = (
            stream with
            {
                Packets = stream.Packets + 1,
                Gaps = stream.Gaps + (isGap ? 1 : 0),
                Missing = stream.Missing + (isGap ? step : 0),
                Late = stream.Late + (isLate ? 1 : 0),
                Last = packet.Time,
                Types = stream.Types.Contains(packet.Type) || stream.Types.Count >= MostTypes
                    ? stream.Types
                    : [.. stream.Types, packet.Type],
            },
            isLate ? next : packet.Sequence is { } got ? (got + 1) & 0xFFFF : next);
    }
}
