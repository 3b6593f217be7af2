namespace ConnectSchappo.Reconciler.Probes;

/// <summary>How far a probe came, in order.</summary>
internal enum ProbeStage
{
    /// <summary>Not even a TCP connection.</summary>
    Nothing,

    /// <summary>TCP is connected.</summary>
    Connected,

    /// <summary>The TLS handshake is done; the served certificate is known. A plain WebSocket goes without.</summary>
    Secured,

    /// <summary>The web server answered to who asked for the WebSocket as for a page.</summary>
    Found,

    /// <summary>The WebSocket is open, for <c>sip</c>.</summary>
    Upgraded,

    /// <summary>A SIP response came.</summary>
    Answered,
}
