namespace ConnectSchappo.Reconciler.Boxes.Tests.Drifts;

/// <summary>Drifts that were known before: what the boxes of the field have been found with.</summary>
internal static class KnownDrifts
{
    public const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    // As the log names them.
    private const string Http = "module reload http", Pjsip = "module reload res_pjsip.so", Sip = "sip reload",
        Fail2ban = "fail2ban reload", Restart = "restart of Asterisk", Nothing = "";

    private const string WebSocket = "res_pjsip_transport_websocket.so";

    public static readonly DriftCase[] All =
    [
        new("a factory boot: the preloads are gone and chan_sip has the WebSocket",
            "rm /etc/asterisk/reconciler_modules.conf; sed -i '/reconciler_modules/d' /etc/asterisk/modules_custom.conf; "
            + "systemctl restart asterisk; asterisk -rx 'core waitfullybooted'",
            WebSocket, "memory client", Restart, $"asterisk -rx 'module show like websocket' | grep -q '{WebSocket}.* Running'")
        {
            Series = [16],
        },
        new("the same, repaired live as it seems: the module is Running and answers, and nothing can be sent to a softphone",
            "rm /etc/asterisk/reconciler_modules.conf; sed -i '/reconciler_modules/d' /etc/asterisk/modules_custom.conf; "
            + "systemctl restart asterisk; asterisk -rx 'core waitfullybooted'; "
            + "printf '[general](+)\\nwebsocket_enabled=no\\n' >>/etc/asterisk/sip_general_custom.conf; asterisk -rx 'sip reload'; "
            + "sleep 2; asterisk -rx 'module load res_pjsip_transport_websocket.so'; sleep 1",
            WebSocket, "client", Restart, $"asterisk -rx 'module show like websocket' | grep -q '{WebSocket}.* Running'")
        {
            Series = [16],
        },
        new("the WebSocket's module unloaded and loaded: Running, and nothing can be sent to a softphone",
            $"asterisk -rx 'module unload {WebSocket}'; asterisk -rx 'module load {WebSocket}'; sleep 1",
            WebSocket, "client", Restart, "true") { IsSample = true },
        new("a typo above our include line of pjsip, applied by the web interface",
            "sed -i '1i [x' /etc/asterisk/pjsip_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("the same for the web server, which goes off with it",
            "sed -i '1i [x' /etc/asterisk/http_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "http TLS listener", "memory", Http,
            "asterisk -rx 'http show status' | grep -q 'HTTPS Server Enabled and Bound to 0.0.0.0:8089'"),
        new("the certificate renewed on disk, and not read",
            "cd /etc/asterisk/keys; openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=renewed -keyout k -out c 2>/dev/null; "
            + "cat k c >asterisk.pem; rm k c",
            "http certificate", "client", Http, Serves("renewed")) { IsSample = true },
        new("a broken certificate was read, then put right: the web server has given up TLS",
            "cd /etc/asterisk/keys; cp -p asterisk.pem /tmp/kept; echo garbage >asterisk.pem; touch ../http.conf; "
            + "asterisk -rx 'module reload http'; sleep 1; cp /tmp/kept asterisk.pem; asterisk -rx 'module reload http'",
            "http TLS listener", "memory", Http, Serves("")),
        new("the certificate made unreadable by Asterisk, and the web server has given up TLS",
            "chown root: /etc/asterisk/keys/asterisk.pem; chmod 600 /etc/asterisk/keys/asterisk.pem; touch /etc/asterisk/http.conf; "
            + "asterisk -rx 'module reload http'; sleep 1",
            "http certificate", "file", Nothing, Serves(""))
        {
            Exit = 5,
            Person = "asterisk.pem",
            Mend = "chown asterisk: /etc/asterisk/keys/asterisk.pem",
        },
        new("an edit of the same size with the date put back, which Asterisk does not see either",
            $"cp -p {Own} /tmp/ref; sed -i 's/context=from-internal/context=from-internul/' {Own}; touch -r /tmp/ref {Own}; "
            + "asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250 context", "file", Pjsip, $"! grep -q internul {Own}"),
        new("memory alone: changed, reloaded, and the file put back with its date",
            $"cp -p {Own} /tmp/ref; sed -i 's/dtmf_mode=rfc4733/dtmf_mode=inband/' {Own}; "
            + $"asterisk -rx 'module reload res_pjsip.so'; sleep 1; cp -p /tmp/ref {Own}",
            "endpoint 250 dtmf_mode", "memory", Pjsip, Endpoint("dtmf_mode", "rfc4733")) { IsSample = true },
        new("an extension made in the web interface with an id of ours: Asterisk takes no change to any endpoint",
            "printf '\\n[250]\\ntype=endpoint\\ncontext=from-internal\\n' >>/etc/asterisk/pjsip_additional.conf; "
            + "asterisk -rx 'core reload'; sleep 1",
            "endpoint 250", "file", Nothing, Endpoint("webrtc", "yes"))
        {
            IsSample = true, Exit = 5,
            Person = "delete 250 in the web interface",
            Mend = "sed -i '/^\\[250\\]/,$d' /etc/asterisk/pjsip_additional.conf; asterisk -rx 'core reload'",
        },
        new("the softphone's old peer put back into chan_sip",
            "printf '\\n[250]\\ntype=friend\\nhost=dynamic\\nsecret=x\\n' >>/etc/asterisk/sip_custom.conf; "
            + "asterisk -rx 'sip reload'; sleep 1",
            "chan_sip peer 250", "file memory", Sip, "! asterisk -rx 'sip show peers' | grep -q '^250'") { Series = [16] },
        new("a value that Asterisk refuses: it keeps what it had, until the next start",
            $"sed -i 's/dtmf_mode=rfc4733/dtmf_mode=rfc2833/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250 dtmf_mode", "file", Pjsip, $"! grep -q rfc2833 {Own}"),
        new("type=endpoit, which Asterisk passes over in silence",
            $"sed -i 's/^type=endpoint/type=endpoit/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("a bare key at the top of a generated file, which falls into our last section",
            "sed -i '1i context=from-nowhere' /etc/asterisk/pjsip_additional.conf; asterisk -rx 'core reload'; sleep 1",
            "transport desk-udp context", "file", Nothing, "true")
        {
            Person = "pjsip_additional.conf:1",
            Mend = "sed -i 1d /etc/asterisk/pjsip_additional.conf",
        },
        new("a comment opened above our include line and never closed",
            "sed -i '1i ;-- to be tidied up' /etc/asterisk/pjsip_custom.conf; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("a stray end of a comment above our include line",
            "sed -i '1i old --; new' /etc/asterisk/http_custom.conf; asterisk -rx 'module reload http'; sleep 1",
            "http TLS listener", "memory", Http, "asterisk -rx 'http show status' | grep -q 'HTTPS Server Enabled'"),
        new("a transport's bind changed, which a reload does not take",
            $"sed -i 's/0.0.0.0:5070/0.0.0.0:5074/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "transport desk-udp bind", "file", Nothing, $"grep -q 0.0.0.0:5070 {Own}"),
        new("a transport taken out and reloaded: its socket stays open, and nobody answers there",
            $"sed -i '/^\\[desk-udp\\]/,/^$/d' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "transport desk-udp", "file memory", Pjsip, Answers(5070)),
        new("one of our addresses banned by hand",
            "fail2ban-client set asterisk banip 10.0.8.77",
            "ban of 10.0.8.77", "memory", "fail2ban unban", "! fail2ban-client status asterisk | grep -q 10.0.8.77")
        { IsSample = true, HasNoSign = true },
        // A restarted jail bans anew whom its database holds only a moment after it is there.
        new("fail2ban lost all its jails",
            "for jail in $(fail2ban-client status | sed -n 's/.*Jail list:[[:space:]]*//p' | tr -d ,); do fail2ban-client stop $jail; done",
            "fail2ban jails", "memory", Fail2ban, "fail2ban-client status asterisk") { HasNoSign = true },
        new("the packet filter flushed: fail2ban says banned, and nothing is blocked",
            "fail2ban-client set asterisk banip 192.0.2.77; sleep 2; iptables -F; iptables -X",
            "fail2ban jail asterisk bans in the kernel", "memory", Fail2ban,
            "tries=0; until iptables -S | grep -q 192.0.2.77; do tries=$((tries + 1)); [ $tries -lt 20 ] || exit 1; sleep 0.2; done")
        {
            HasNoSign = true,
        },
    ];

    public static string Endpoint(string option, string value) =>
        $"asterisk -rx 'pjsip show endpoint 250' | grep -Eq '^ *{option} *: {value}'";

    /// <summary>Somebody answers an OPTIONS there.</summary>
    private static string Answers(int port) => $$"""
        python3 - <<'END'
        import socket
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.settimeout(3)
        s.connect(("127.0.0.1", {{port}}))
        me = "127.0.0.1:%d" % s.getsockname()[1]
        s.send(("OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bK1\r\nMax-Forwards: 1\r\n"
                "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n"
                "Contact: <sip:x@%s>\r\nContent-Length: 0\r\n\r\n" % (me, me)).encode())
        assert s.recv(4096).startswith(b"SIP/2.0 ")
        END
        """;

    public static string Serves(string name) =>
        $"openssl s_client -connect 127.0.0.1:8089 </dev/null 2>/dev/null | grep -Eq 'CN ?= ?{name}'";
}
