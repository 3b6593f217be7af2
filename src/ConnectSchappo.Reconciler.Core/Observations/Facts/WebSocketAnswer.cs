namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// Who answers a SIP request that comes in over the WebSocket: chan_sip and PJSIP share one <c>/ws</c>, and
/// whichever came first has it. Told apart by the challenge: PJSIP's carries <c>opaque</c> and <c>qop</c>.
/// </summary>
public enum WebSocketAnswer
{
    /// <summary>No listener, no TLS, no upgrade, or nobody behind it.</summary>
    Nobody,

    ChanSip,

    Pjsip,
}
