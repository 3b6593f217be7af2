using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>What one check of a softphone's way found.</summary>
/// <param name="Kind">What was checked.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Found">What was found, or why nothing was.</param>
/// <param name="Took">How long it took; null where it took no time of its own.</param>
internal sealed record ClientCheck(ClientCheckKind Kind, CheckResult Result, Message Found, TimeSpan? Took = null)
{
    /// <summary>What it proves if it ends well.</summary>
    public Message Proves => Kind switch
    {
        ClientCheckKind.Connection => $"the web server listens, and nothing on the way there refuses this client",
        ClientCheckKind.Tls => $"the web server has a certificate and its key",
        ClientCheckKind.Certificate => $"a browser takes the certificate",
        ClientCheckKind.Page => $"the web server has a WebSocket at this path",
        ClientCheckKind.WebSocket => $"a softphone's WebSocket opens",
        ClientCheckKind.Registrar => $"PJSIP takes registrations here, and not chan_sip",
        ClientCheckKind.Calls => $"Asterisk can send a request, and so a call, to a softphone",
        ClientCheckKind.Login => $"the user and the password are right",
        _ => throw new InvalidOperationException($"The check {Kind} proves nothing."),
    };

    /// <summary>What to do where it failed, as a command.</summary>
    /// <param name="box">The name of the box.</param>
    /// <param name="fromBox">Whether it was checked from the box.</param>
    public Message ToDo(string box, bool fromBox) => Kind switch
    {
        ClientCheckKind.Connection when !fromBox =>
            $"run 'reconciler probe {box} --on-box'. If that works, a packet filter, a ban or a router on the way is the cause",
        ClientCheckKind.Connection => $"on the box, run: asterisk -rx 'http show status'",
        ClientCheckKind.Page => $"on the box, run: asterisk -rx 'module show like res_http_websocket'",
        ClientCheckKind.WebSocket => $"on the box, run: asterisk -rx 'module show like res_pjsip_transport_websocket'",
        ClientCheckKind.Login =>
            $"compare the password with that of the auth. On the box, run: grep -rh SecurityEvent= /var/log/asterisk | tail",
        ClientCheckKind.Tls or ClientCheckKind.Certificate or ClientCheckKind.Registrar or ClientCheckKind.Calls =>
            $"run 'reconciler plan {box}', which compares this with the desired state",
        _ => throw new InvalidOperationException($"Nobody knows what to do about the check {Kind}."),
    };

    /// <summary>What it is called.</summary>
    public Message Name => Kind switch
    {
        ClientCheckKind.Connection => $"connection",
        ClientCheckKind.Tls => $"TLS",
        ClientCheckKind.Certificate => $"certificate",
        ClientCheckKind.Page => $"path",
        ClientCheckKind.WebSocket => $"WebSocket",
        ClientCheckKind.Registrar => $"SIP",
        ClientCheckKind.Calls => $"calls",
        ClientCheckKind.Login => $"login",
        _ => throw new InvalidOperationException($"The check {Kind} has no name."),
    };
}
