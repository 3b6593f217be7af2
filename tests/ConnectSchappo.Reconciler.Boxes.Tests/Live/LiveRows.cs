using ConnectSchappo.Reconciler.Boxes.Tests.Drifts;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>
/// The single changes that a desired state can make, each after the ones above it. What each costs was found on the lab's box.
/// </summary>
internal static class LiveRows
{
    // As the JSON names them.
    private const string Http = "http_reload", Pjsip = "pjsip_reload", Sip = "sip_reload", Rtp = "rtp_reload", Fail2ban = "fail2ban_reload",
        Restart = "restart", Nothing = "";

    /// <summary>On a box as Issabel ships it, with a desk phone of chan_sip in a call.</summary>
    public static readonly LiveRow[] Factory =
    [
        new("fail2ban: the first whitelist",
            s => s + "fail2ban: {ignoreip: [127.0.0.1/8, 198.51.100.0/24]}\n",
            Fail2ban, "fail2ban-client get asterisk ignoreip | grep -q 198.51.100.0/24") { IsSample = true },
        new("http: enabled", s => s + "http:\n  enabled: yes\n  bindaddr: 127.0.0.1\n  bindport: 8088\n", Http, Listens("127.0.0.1:8088")),
        new("http: tlsenable, with a certificate",
            s => s + "  tlsenable: yes\n  tlsbindaddr: 0.0.0.0:8089\n"
                + "  tlscertfile: /etc/asterisk/keys/asterisk.pem\n  tlsprivatekey: /etc/asterisk/keys/asterisk.pem\n",
            Http, Listens("0.0.0.0:8089")),
        new("chan_sip: websocket_enabled off, and nobody takes the WebSocket",
            s => s + "sip: {general: {websocket_enabled: no}}\n",
            Sip, $"{Upgrade} | grep -q 400")
        {
            Before = $"{Upgrade} | grep -q 101", Series = [16],
        },
        new("http: tlsenable off",
            s => s.Replace("tlsenable: yes", "tlsenable: no", StringComparison.Ordinal),
            Http, $"! {Listens("0.0.0.0:8089")}"),
        new("http: off", s => s.Replace("enabled: yes", "enabled: no", StringComparison.Ordinal), Http, $"! {Listens("127.0.0.1:8088")}"),
        new("pjsip: a first transport, desk phone and its AOR", s => s + """
            pjsip:
              transports:
                desk-udp: {protocol: udp, bind: "0.0.0.0:5070", allow_reload: no}
              auths:
                auth260: {auth_type: userpass, username: "260", password: {secret: phone-260}}
              aors:
                "260": {max_contacts: 2, remove_existing: yes, qualify_frequency: 30}
              endpoints:
                "260": {context: from-internal, disallow: all, allow: "ulaw,alaw", auth: auth260, aors: "260", direct_media: no}

            """, Pjsip, "ss -lnu 'sport = :5070' | grep -q 5070") { IsSample = true },
    ];

    /// <summary>On the converged box, with three calls up: chan_sip and PJSIP over UDP, and a browser over WSS.</summary>
    public static readonly LiveRow[] Converged =
    [
        Option("250", "context", "from-internal", "from-sip-external"),
        Option("250", "context", "from-sip-external", "from-internal"),
        Option("250", "allow", "ulaw,alaw", "alaw,ulaw", shown: @"\(alaw\|ulaw\)"),
        Option("250", "allow", "alaw,ulaw", "ulaw", shown: @"\(ulaw\)"),
        Option("250", "callerid", "'\"Browser\" <250>'", "'\"Front desk\" <250>'", shown: "\"Front desk\" <250>"),
        Option("260", "direct_media", "no", "yes", shown: "true") with { IsSample = true },
        Option("250", "dtmf_mode", "rfc4733", "info"),
        Option("250", "rtp_symmetric", "yes", "no", shown: "false"),
        Option("250", "rtp_timeout", "0", "90"),
        Option("250", "rewrite_contact", "yes", "no", shown: "false"),
        Option("250", "rewrite_contact", "no", "yes", shown: "true"),
        Option("250", "force_rport", "yes", "no", shown: "false"),
        Option("250", "force_rport", "no", "yes", shown: "true"),
        Option("250", "dtls_rekey", "0", "3600") with { Series = [16] },
        Option("250", "dtls_rekey", "0", "3600", shown: "0") with { Series = [22] }, // no DTLS of a browser is renegotiated there
        Option("250", "webrtc", "yes", "no"),
        Option("250", "webrtc", "no", "yes"),
        new("endpoint 260: transport",
            In("endpoints:", "\"260\":", "context:", "transport: desk-udp\n      context:"),
            Pjsip, Shows("endpoint 260", "transport", "desk-udp")),
        new("endpoint 260: another auth",
            s => In("endpoints:", "\"260\":", "auth: auth260", "auth: auth260b")(In(
                "auths:", "auth260:", "auth260:",
                "auth260b: {auth_type: userpass, username: \"260\", password: {secret: phone-260}}\n    auth260:")(s)),
            Pjsip, Shows("endpoint 260", "auth", "auth260b")),
        new("endpoint 260: another AOR",
            s => In("endpoints:", "\"260\":", "aors: \"260\"", "aors: \"260b\"")(
                In("aors:", "\"260\":", "\"260\":", "\"260b\": {max_contacts: 1}\n    \"260\":")(s)),
            Pjsip, Shows("endpoint 260", "aors", "260b")),
        new("endpoint 260: its AOR back",
            In("endpoints:", "\"260\":", "aors: \"260b\"", "aors: \"260\""),
            Pjsip, Shows("endpoint 260", "aors", "260")),
        new("auth: password", s => s, Pjsip, Shows("auth auth260b", "password", "Desk-260-anew")) { Secret = "Desk-260-anew" },
        new("auth: username",
            In("auths:", "auth260b:", "username: \"260\"", "username: desk"),
            Pjsip, Shows("auth auth260b", "username", "desk")),
        new("auth: realm",
            In("auths:", "auth260b:", "username: desk", "username: \"260\", realm: desks"),
            Pjsip, Shows("auth auth260b", "realm", "desks")),
        new("auth: md5",
            In(
                "auths:", "auth260b:", "auth_type: userpass, username: \"260\", realm: desks, password:",
                "auth_type: md5, username: \"260\", md5_cred:"),
            Pjsip, Shows("auth auth260b", "md5_cred", "d41d8cd98f00b204e9800998ecf8427e"))
        {
            Secret = "d41d8cd98f00b204e9800998ecf8427e",
        },
        new("auth: userpass again",
            In("auths:", "auth260b:", "auth_type: md5, username: \"260\", md5_cred:", "auth_type: userpass, username: \"260\", password:"),
            Pjsip, Shows("auth auth260b", "password", "Desk-260-lab")) { Secret = "Desk-260-lab" },
        new("AOR: max_contacts",
            In("aors:", "\"250\":", "max_contacts: 5", "max_contacts: 1"),
            Pjsip, Shows("aor 250", "max_contacts", "1")),
        new("AOR: remove_existing",
            In("aors:", "\"260\":", "remove_existing: yes", "remove_existing: no"),
            Pjsip, Shows("aor 260", "remove_existing", "false")),
        new("AOR: qualify_frequency",
            In("aors:", "\"250\":", "qualify_frequency: 30", "qualify_frequency: 5"),
            Pjsip, Shows("aor 250", "qualify_frequency", "5")),
        new("add: an auth, an AOR and an endpoint",
            s => s + "extensions:\n  \"252\": {profile: webrtc, name: New, password: {secret: softphone-251}}\n",
            Pjsip, Shows("endpoint 252", "webrtc", "yes")),
        new("remove: them again",
            s => s[..s.IndexOf("extensions:", StringComparison.Ordinal)],
            Pjsip, "asterisk -rx 'pjsip show endpoint 252' | grep -q 'Unable to find object 252'"),
        new("remove: an endpoint in a call, its AOR and its auth",
            Without("    auth260:", "    auth260b:", "    \"260b\":", "    \"260\":"),
            Pjsip, "asterisk -rx 'pjsip show endpoint 260' | grep -q 'Unable to find object 260'"),
        new("add: it again, and its contact is alive",
            s => In(
                "auths:", "auth250:", "auth250:",
                "auth260: {auth_type: userpass, username: \"260\", password: {secret: phone-260}}\n    auth250:")(In(
                "aors:", "\"250\":", "\"250\":",
                "\"260\": {max_contacts: 2, remove_existing: yes, qualify_frequency: 30}\n    \"250\":")(In(
                "endpoints:", "\"250\":", "\"250\":",
                "\"260\": {context: from-internal, disallow: all, allow: \"ulaw,alaw\", auth: auth260, aors: \"260\"}\n    \"250\":")(s))),
            Pjsip, "asterisk -rx 'pjsip show endpoint 260' | grep -q 'sip:260@'"),
        new("transport: a new one",
            In(
                "transports:", "desk-udp:", "desk-udp:",
                "more-udp: {protocol: udp, bind: \"0.0.0.0:5071\", allow_reload: yes}\n    desk-udp:"),
            Pjsip, "ss -lnu 'sport = :5071' | grep -q 5071"),
        new("transport: another bind, with allow_reload",
            In("transports:", "more-udp:", "0.0.0.0:5071", "0.0.0.0:5072"),
            Pjsip, "ss -lnu 'sport = :5072' | grep -q 5072"),
        new("transport: it goes", Without("    more-udp:"), Pjsip, "! asterisk -rx 'pjsip show transports' | grep -q more-udp"),
        new("global: user_agent, where no other is",
            In("pjsip:", "transports:", "transports:", "global: {user_agent: Desk}\n  transports:"),
            Pjsip, "asterisk -rx 'pjsip show settings' | grep -q 'user_agent *: Desk'")
        {
            Before =
                "sed -i '/^\\[global\\]/,/^default_outbound/d' /etc/asterisk/pjsip.conf; "
                + "asterisk -rx 'module reload res_pjsip.so'; sleep 1",
        },
        new("identify: an address that is an endpoint's",
            In("pjsip:", "aors:", "aors:", "identifies:\n    id260: {endpoint: \"260\", match: 10.9.9.9}\n  aors:"),
            Pjsip, "asterisk -rx 'pjsip show identifies' | grep -q 10.9.9.9"),
        new("http: bindport", In("http:", "bindport:", "8088", "8090"), Http, Listens("127.0.0.1:8090")),
        new("http: bindaddr", In("http:", "bindaddr:", "bindaddr: 127.0.0.1", "bindaddr: 127.0.0.2"), Http, Listens("127.0.0.2:8090")),
        new("http: tlscertfile and tlsprivatekey",
            s => s.Replace("keys/asterisk.pem", "keys/second.pem", StringComparison.Ordinal),
            Http, KnownDrifts.Serves("second"))
        {
            Before = Certificate("second", "/etc/asterisk/keys/second.pem"),
        },
        new("http: tlsbindaddr", In("http:", "tlsbindaddr:", "0.0.0.0:8089", "0.0.0.0:8091"), Http, Listens("0.0.0.0:8091")),
        new("http: tlsbindaddr back", In("http:", "tlsbindaddr:", "0.0.0.0:8091", "0.0.0.0:8089"), Http, Listens("0.0.0.0:8089")),
        new("rtp: rtpstart and rtpend",
            s => s + "rtp: {rtpstart: 12000, rtpend: 12998}\n",
            Rtp, Sounds("Port start: +12000")) { IsSample = true },
        new("rtp: another end",
            s => s.Replace("rtpend: 12998", "rtpend: 13998", StringComparison.Ordinal),
            Rtp, Sounds("Port end: +13998")),
        new("rtp: stunaddr",
            s => s.Replace("rtpend: 13998", "rtpend: 13998, stunaddr: 203.0.113.9", StringComparison.Ordinal),
            Rtp, Sounds("(STUN address|Address): +203.0.113.9:3478")),
        new("rtp: icesupport off",
            s => s.Replace("rtpend: 13998", "rtpend: 13998, icesupport: no", StringComparison.Ordinal),
            Rtp, Sounds("ICE support: +No")),
        new("rtp: icesupport on",
            s => s.Replace("icesupport: no", "icesupport: yes", StringComparison.Ordinal),
            Rtp, Sounds("ICE support: +Yes")),
        new("rtp: strictrtp off",
            s => s.Replace("icesupport: yes", "icesupport: yes, strictrtp: no", StringComparison.Ordinal),
            Rtp, Sounds("Strict RTP: +No")),
        new("rtp: nothing more of it", s => s[..s.IndexOf("rtp: {", StringComparison.Ordinal)], Rtp, Sounds("Port start: +10000")),
        new("the certificate's content alone",
            s => s,
            Http, KnownDrifts.Serves("renewed"))
        {
            Before = Certificate("renewed", "$(sed -n s/^tlscertfile=//p ../reconciler_http.conf)"),
            IsSample = true,
        },
        new("modules: one more preload",
            In("modules:", "preload:", "res_pjsip.so,", "res_pjsip.so, res_http_websocket.so,"),
            Nothing, "grep -q 'preload.*res_http_websocket.so' /etc/asterisk/reconciler_modules.conf"),
        new("chan_sip [general]: an option",
            In("sip:", "general:", "alwaysauthreject: yes", "alwaysauthreject: yes, useragent: Desk"),
            Sip, "asterisk -rx 'sip show settings' | grep -q 'User Agent: *Desk'") { IsSample = true, Series = [16] },
        new("chan_sip: a peer that must not be there",
            In("sip:", "general:", "general:", "absent: [\"130\"]\n  general:"),
            Sip, "! asterisk -rx 'sip show peers' | grep -q '^130'")
        {
            Series = [16],
            Before =
                "printf '\\n[130]\\ntype=friend\\nhost=dynamic\\nsecret=lab-130\\n' >>/etc/asterisk/sip_custom.conf; "
                + "asterisk -rx 'sip reload'; sleep 1; asterisk -rx 'sip show peers' | grep -q '^130'",
        },
        new("fail2ban: one network more",
            In("fail2ban:", "ignoreip:", "[127.0.0.1/8,", "[127.0.0.1/8, 10.0.8.0/24,"),
            Fail2ban, "fail2ban-client get asterisk ignoreip | grep -q 10.0.8.0/24") { IsSample = true },
        new("fail2ban: a network that is banned now",
            In("fail2ban:", "ignoreip:", "[127.0.0.1/8,", "[127.0.0.1/8, 10.0.9.0/24,"),
            $"{Fail2ban} unban",
            "fail2ban-client get asterisk ignoreip | grep -q 10.0.9.0/24 && ! fail2ban-client status asterisk | grep -q 10.0.9.7")
        {
            Before = "fail2ban-client set asterisk banip 10.0.9.7; sleep 1",
        },
    ];

    /// <summary>After those: what Asterisk takes at a start alone.</summary>
    public static readonly LiveRow[] Waiting =
    [
        new("transport: another bind, without allow_reload",
            In("transports:", "desk-udp:", "0.0.0.0:5070", "0.0.0.0:5073"),
            Restart, "ss -lnu 'sport = :5073' | grep -q 5073") { Waits = true },
        new("system: timer_t1",
            In("pjsip:", "transports:", "transports:", "system: {timer_t1: 400}\n  transports:"),
            Restart, "asterisk -rx 'pjsip show settings' | grep -q 'timer_t1 *: 400'") { Waits = true },
        new("an endpoint's option beside them",
            In("endpoints:", "\"250\":", "language: en", "language: pt_BR"),
            $"{Pjsip} {Restart}", Shows("endpoint 250", "language", "pt_BR")) { Waits = true },
    ];

    private static string Sounds(string line) => $"asterisk -rx 'rtp show settings' | grep -Eq '{line}'";

    // curl stays on the line once the protocol has changed; its own end says nothing.
    private const string Upgrade = "{ curl -sk -m 1 -o /dev/null -w '%{http_code}' "
        + "-H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' "
        + "-H 'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==' -H 'Sec-WebSocket-Protocol: sip' https://127.0.0.1:8089/ws || true; }";

    private static LiveRow Option(string endpoint, string option, string from, string to, string? shown = null) => new(
        $"endpoint {endpoint}: {option} {to.Replace("'", "", StringComparison.Ordinal)}",
        In("endpoints:", $"\"{endpoint}\":", $" {option}: {from}\n", $" {option}: {to}\n"),
        Pjsip, Shows($"endpoint {endpoint}", option, shown ?? to));

    // Replaces what comes first after the section and the object in it.
    private static Func<string, string> In(string section, string name, string from, string to) => state =>
    {
        var inner = state.IndexOf($"  {section}", StringComparison.Ordinal);
        var at = state.IndexOf(
            name, inner >= 0 ? inner : state.IndexOf(section, StringComparison.Ordinal), StringComparison.Ordinal);
        var found = at < 0 ? -1 : state.IndexOf(from, at, StringComparison.Ordinal);
        return found < 0
            ? throw new InvalidOperationException($"the desired state has no {from} in {section} {name}")
            : string.Concat(state.AsSpan(0, found), to, state.AsSpan(found + from.Length));
    };

    // Takes out every object that begins with one of these lines, and what is deeper under it.
    private static Func<string, string> Without(params string[] names) => state =>
    {
        var kept = new List<string>();
        var inside = false;
        foreach (var line in state.Split('\n'))
        {
            inside = names.Any(n => line.StartsWith(n, StringComparison.Ordinal))
                || (inside && line.StartsWith("      ", StringComparison.Ordinal));
            if (!inside)
            {
                kept.Add(line);
            }
        }

        return string.Join('\n', kept);
    };

    private static string Shows(string what, string option, string value) =>
        $"asterisk -rx 'pjsip show {what}' | grep -Eq '^ *{option} *: {value} *$'";

    private static string Listens(string address) => $"asterisk -rx 'http show status' | grep -q 'Bound to {address}'";

    private static string Certificate(string name, string path) =>
        $"cd /etc/asterisk/keys; openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN={name} -keyout k -out c 2>/dev/null; "
        + $"cat k c >{path}; rm k c; chown asterisk: {path}; chmod 600 {path}";
}
