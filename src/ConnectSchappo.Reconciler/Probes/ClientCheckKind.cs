namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What is checked of a softphone's way to a box, in this order.</summary>
internal enum ClientCheckKind
{
    Connection,
    Tls,
    Certificate,

    /// <summary>The path of the WebSocket, asked for as a page.</summary>
    Page,

    WebSocket,

    /// <summary>Who answers SIP.</summary>
    Registrar,

    /// <summary>Whether a request of Asterisk's arrives.</summary>
    Calls,

    Login,
}
