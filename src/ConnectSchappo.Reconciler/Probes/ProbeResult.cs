using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What a probe found. A probe that fails is a result as well.</summary>
/// <param name="Reached">The last stage that succeeded.</param>
/// <param name="Duration">From the first to the last byte.</param>
/// <param name="Tls">What the TLS handshake showed; null where there was none.</param>
/// <param name="Answers">Who answered, by the challenge; nobody where there was none.</param>
/// <param name="SipStatus">The last SIP status, or null where no response came.</param>
/// <param name="Failure">Why it went no further, for a person; null where it did what it was asked.</param>
internal sealed record ProbeResult(
    ProbeStage Reached,
    TimeSpan Duration,
    ServedTls? Tls,
    WebSocketAnswer Answers,
    int? SipStatus,
    Message? Failure)
{
    /// <summary>
    /// Whether it ended because time ran out. Then nothing is known of what was not reached: a busy box is not a broken one.
    /// </summary>
    public bool TimedOut { get; init; }

    /// <summary>What ended it early; null where nothing did, or time.</summary>
    public Exception? Cause { get; init; }

    /// <summary>How long each stage took that succeeded.</summary>
    public IReadOnlyDictionary<ProbeStage, TimeSpan> Times { get; init; } = ImmutableDictionary<ProbeStage, TimeSpan>.Empty;

    /// <summary>What the web server answered to who asked for the WebSocket as for a page; null where nobody asked so.</summary>
    public HttpAnswer? Page { get; init; }

    /// <summary>Whether a request of Asterisk's reached the client; null where that was not tried.</summary>
    public bool? WasReached { get; init; }
}
