using ConnectSchappo.Reconciler.Core.Traces;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What <c>trace --output json</c> prints: one object a line, of version 1 of a shape that only grows.</summary>
internal sealed record TraceShape
{
    public int Version { get; init; } = 1;

    public required string Box { get; init; }

    /// <summary>What the object is: <c>message</c> of SIP, <c>stream</c> of RTP, <c>line</c> of the log, or at last <c>end</c>.</summary>
    public required string What { get; init; }

    /// <summary>When, as Asterisk has it.</summary>
    public string? Time { get; init; }

    /// <summary>The other end: address and port, of SIP with the transport where Asterisk tells it.</summary>
    public string? Peer { get; init; }

    /// <summary>Whether Asterisk has got it, and not sent it.</summary>
    public bool? IsReceived { get; init; }

    /// <summary>Of a message: the driver that showed it.</summary>
    public string? Driver { get; init; }

    /// <summary>Of a message: its method, or status and reason.</summary>
    public string? Message { get; init; }

    public string? CallId { get; init; }

    public string? CSeq { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>Of a message its lines, of the log the line; without credentials.</summary>
    public IReadOnlyList<string>? Text { get; init; }

    /// <summary>Of a stream: how many packets; 0 where none came or was sent.</summary>
    public int? Packets { get; init; }

    /// <summary>Of a stream: how often numbers were left out.</summary>
    public int? Gaps { get; init; }

    /// <summary>Of a stream: how many numbers were left out.</summary>
    public int? Missing { get; init; }

    /// <summary>Of a stream: how many packets came behind a later one.</summary>
    public int? Late { get; init; }

    /// <summary>Of a stream: when the last packet came.</summary>
    public string? Last { get; init; }

    /// <summary>At the end: why it ended: <c>asked</c>, <c>time</c>, <c>size</c>, or a failure.</summary>
    public string? Reason { get; init; }

    /// <summary>At the end: the file with the text.</summary>
    public string? File { get; init; }

    public static TraceShape Of(string box, SipMessage message) => new()
    {
        Box = box,
        What = "message",
        Time = message.Time,
        Peer = message.Peer,
        IsReceived = message.IsReceived,
        Driver = message.Driver,
        Message = message.What,
        CallId = message.CallId,
        CSeq = message.CSeq,
        From = message.From,
        To = message.To,
        Text = message.Lines,
    };

    public static TraceShape Of(string box, string peer, bool isReceived, RtpStream? stream) => new()
    {
        Box = box,
        What = "stream",
        Time = stream?.First,
        Peer = peer,
        IsReceived = isReceived,
        Packets = stream?.Packets ?? 0,
        Gaps = stream?.Gaps ?? 0,
        Missing = stream?.Missing ?? 0,
        Late = stream?.Late ?? 0,
        Last = stream?.Last,
    };

    public static TraceShape Of(string box, ConsoleLine line, string text) =>
        new() { Box = box, What = "line", Time = line.Time, Text = [text] };
}
