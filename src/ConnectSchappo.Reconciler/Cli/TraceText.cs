using System.Globalization;
using ConnectSchappo.Reconciler.Core.Traces;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>A trace, for a person: SIP as a ladder for each dialog, RTP as a table.</summary>
internal static class TraceText
{
    private const int LongestCallId = 12;
    private const int LongestWhat = 40;

    /// <param name="box">The box's name.</param>
    /// <param name="messages">What was traced.</param>
    /// <param name="width">How many columns there are; null where that does not matter.</param>
    public static string OfSip(string box, IReadOnlyList<SipMessage> messages, int? width)
    {
        var text = new PlainLines();
        var peers = messages.Count == 0 ? 0 : messages.Max(m => m.Peer.Length);
        foreach (var dialog in SipDialog.Of(messages))
        {
            var first = dialog.Messages[0];
            var request = dialog.Messages.FirstOrDefault(m => !m.IsResponse) ?? first;
            text.Add(Cut(
                $"{request.CSeq.Split(' ')[^1]} {Who(first.From)} -> {Who(first.To)}  Call-ID {Short(dialog.CallId)}", width));
            foreach (var message in dialog.Messages)
            {
                var arrow = message.IsReceived ? "->" : "<-";
                text.Add(Cut(
                    $"  {Clock(message.Time)}  {message.Peer.PadRight(peers)} {arrow} {box}  {What(message),-18}  CSeq {message.CSeq}",
                    width));
            }
        }

        return text.ToString();
    }

    public static string OfRtp(string box, RtpStreams streams, int? width)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (peer, received, sent) in streams.ByPeer)
        {
            rows.Add(Row(peer, "->", box, received, "NO PACKET CAME"));
            rows.Add(Row(peer, "<-", box, sent, "NO PACKET WAS SENT"));
        }

        var table = new PlainLines();
        TextTable.Add(table, ["PEER", "", "BOX", "PACKETS", "GAPS", "MISSING", "LATE", "FIRST", "LAST", "TYPE"], rows);
        return width is null
            ? table.ToString()
            : string.Concat(table.ToString().TrimEnd('\n').Split('\n').Select(l => Cut(l, width) + "\n"));
    }

    private static IReadOnlyList<string> Row(string peer, string arrow, string box, RtpStream? stream, string none) => stream is null
        ? [peer, arrow, box, none, "", "", "", "", "", ""]
        : [
            peer, arrow, box, Number(stream.Packets), Number(stream.Gaps), Number(stream.Missing), Number(stream.Late),
            Clock(stream.First), Clock(stream.Last), string.Join(' ', stream.Types.Select(Number)),
        ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The time of a day is enough: a trace is short.
    private static string Clock(string time) => time.Length > 0 ? time[(time.LastIndexOf(' ') + 1)..] : "-";

    private static string What(SipMessage message) =>
        message.What.Length > LongestWhat ? message.What[..LongestWhat] + ".." : message.What;

    private static string Who(string header) => SipUser.Of(header) is { Length: > 0 } user ? user : "-";

    private static string Short(string callId) =>
        callId.Length == 0 ? "-" : callId.Length > LongestCallId ? callId[..LongestCallId] + ".." : callId;

    private static string Cut(string line, int? width)
    {
        var plain = Core.PlainText.Line(line).TrimEnd();
        return width is { } columns && plain.Length > columns ? plain[..Math.Max(1, columns - 2)] + ".." : plain;
    }
}
