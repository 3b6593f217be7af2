namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>The packets of one direction between Asterisk and one address.</summary>
public sealed record RtpStream
{
    /// <summary>Address and port of the other end.</summary>
    public required string Peer { get; init; }

    /// <summary>Whether Asterisk got them, and did not send them.</summary>
    public required bool IsReceived { get; init; }

    /// <summary>How many packets.</summary>
    public int Packets { get; init; }

    /// <summary>How often numbers were left out.</summary>
    public int Gaps { get; init; }

    /// <summary>How many numbers were left out in all; who comes late is not taken off.</summary>
    public int Missing { get; init; }

    /// <summary>How many came behind a later one, or twice.</summary>
    public int Late { get; init; }

    /// <summary>When the first came.</summary>
    public required string First { get; init; }

    /// <summary>When the last came.</summary>
    public required string Last { get; init; }

    /// <summary>The payload types, in the order in which they came.</summary>
    public EquatableArray<int> Types { get; init; } = [];
}
