using System.Net;
using static ConnectSchappo.Reconciler.Boxes.Tests.Doctor.DoctorScene;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Every fault that the doctor is tried on, by its link.</summary>
internal static class KnownDoctorCases
{
    private const string Outside = "203.0.113.9";

    private const string Nat =
        "ip addr add 10.9.9.9/32 dev host0; "
        + "ip route add 203.0.113.0/24 via $(ip route show default | sed 's/.*via \\([0-9.]*\\).*/\\1/') src 10.9.9.9";

    private const string NoNat = "ip route del 203.0.113.0/24; ip addr del 10.9.9.9/32 dev host0";

    public static DoctorCase[] All { get; } =
    [
        new("Asterisk is stopped", "Asterisk", "asterisk-stopped", "Asterisk is stopped")
        {
            Break = "systemctl stop asterisk", Repair = "systemctl start asterisk; asterisk -rx 'core waitfullybooted'; sleep 1",
        },
        new("Asterisk's process is stopped by a signal", "Asterisk", "asterisk-hung", "Asterisk hangs")
        {
            Break = "kill -STOP $(cat /run/asterisk/asterisk.pid)", Repair = "kill -CONT $(cat /run/asterisk/asterisk.pid); sleep 1",
        },
        new("the manager interface is switched off", "Asterisk", "no-answers", "nothing of its memory could be examined")
        {
            Break = "cp -a /etc/asterisk/manager.conf /root/; sed -i 's/^enabled *=.*/enabled = no/' /etc/asterisk/manager.conf; "
                + "asterisk -rx 'manager reload' >/dev/null; sleep 1",
            Repair = "cp -a /root/manager.conf /etc/asterisk/; systemctl restart asterisk; asterisk -rx 'core waitfullybooted'; sleep 2",
        },
        new("somebody unloads the module of encrypted sound", "modules", "module-missing",
            "res_srtp.so does not run: calls of softphones end at once")
        {
            Break = "asterisk -rx 'module unload res_srtp.so'", Repair = "asterisk -rx 'module load res_srtp.so'", IsSample = true,
        },
        new("the web server's file is gone", "web server", "differs", "http")
        {
            Break = $"mv /etc/asterisk/reconciler_http.conf /root/; {ReloadHttp}",
            Repair = $"mv /root/reconciler_http.conf /etc/asterisk/; {ReloadHttp}",
        },
        new("as many connections are open as the web server takes", "web server", "sessions-exhausted", "whoever comes next is turned away")
        {
            Break = SessionLimit(3),
            Repair = TakeBackHttp,
            Meanwhile = box => WebSockets(box, 3),
        },
        new("nine of ten connections are open", "web server", "sessions-nearly-exhausted", "are open, and it takes 10")
        {
            Break = SessionLimit(10), Repair = TakeBackHttp, Meanwhile = box => WebSockets(box, 9), IsRemark = true,
        },
        new("fail2ban has banned the phone's address", "bans", "address-banned", $"{Outside} is banned")
        {
            Break = $"fail2ban-client set asterisk banip {Outside}; sleep 1", Repair = $"fail2ban-client set asterisk unbanip {Outside}",
            From = Outside, IsSample = true,
        },
        new("the packet filter turns softphones away", "packet filter", "port-filtered", "turns away TCP port 8089")
        {
            Break = "iptables -I INPUT -p tcp --dport 8089 ! -i lo -j REJECT",
                Repair = "iptables -D INPUT -p tcp --dport 8089 ! -i lo -j REJECT",
            IsSample = true,
        },
        new("a router on the way drops what goes to the port", "way from here", "way-closed", "connection: ")
        {
            Break = "iptables -t mangle -I PREROUTING -p tcp --dport 8089 ! -i lo -j DROP",
            Repair = "iptables -t mangle -D PREROUTING -p tcp --dport 8089 ! -i lo -j DROP",
        },
        new("somebody unloads PJSIP's WebSocket and loads it again", "WebSocket", "differs", "can")
        {
            Break = "asterisk -rx 'module unload res_pjsip_transport_websocket.so'; "
                + "asterisk -rx 'module load res_pjsip_transport_websocket.so'; sleep 1",
            Repair = "systemctl restart asterisk; asterisk -rx 'core waitfullybooted'; sleep 2",
        },
        new("nobody ever made the extension", "extension", "extension-missing", "Asterisk has no extension 299") { Extension = "299" },
        new("the extension is chan_sip's", "extension", "extension-of-chan-sip", "100 is an extension of chan_sip")
        {
            Extension = "100", Series = [16],
        },
        new("chan_sip has a peer of the same name", "extension", "shadowed-by-chan-sip", "chan_sip has a peer 252 too")
        {
            Break = $"{ByHand(Softphone)}; printf '%s\\n' '[252]' 'type=friend' 'host=dynamic' >>/etc/asterisk/sip_custom_post.conf; "
                + "asterisk -rx 'sip reload'; sleep 2",
            Repair = $"sed -i '/^.252/,$d' /etc/asterisk/sip_custom_post.conf; asterisk -rx 'sip reload'; {TakeBack}; sleep 1",
            Extension = "252", IsRemark = true, Series = [16],
        },
        new("the endpoint names an auth that is not there", "extension", "no-auth", "252 cannot log in: its auth nobody is not there")
        {
            Break = ByHand("auth=252", "auth=nobody"), Repair = TakeBack, Extension = "252",
        },
        new("the endpoint names no AOR", "extension", "no-aor", "252 cannot register: it has no AOR")
        {
            Break = ByHand("aors=252", ""), Repair = TakeBack, Extension = "252",
        },
        new("the AOR takes no contact", "extension", "aor-takes-no-contact", "252 cannot register: its AOR 252 allows no contact")
        {
            Break = ByHand("max_contacts=2", "max_contacts=0"), Repair = TakeBack, Extension = "252",
        },
        new("the web interface made half of a softphone", "extension", "half-made-softphone", "lacks ice_support=yes, rtcp_mux=yes")
        {
            Break = ByHand("webrtc=yes", "media_encryption=dtls\nuse_avpf=yes\ndtls_auto_generate_cert=yes"), Repair = TakeBack,
            Extension = "252", IsSample = true,
        },
        new("the endpoint names a transport that is not there", "extension", "no-transport", "252 names the transport transport-gone")
        {
            Break = ByHand("auth=252\n", "auth=252\ntransport=transport-gone\n"), Repair = TakeBack, Extension = "252",
        },
        new("somebody deletes a line of ours in the endpoint", "extension", "differs", "endpoint 250")
        {
            Break = $"cp -a /etc/asterisk/reconciler_pjsip.conf /root/; "
                + $"sed -i 's/^webrtc *=.*//' /etc/asterisk/reconciler_pjsip.conf; {ReloadPjsip}",
            Repair = $"cp -a /root/reconciler_pjsip.conf /etc/asterisk/; touch /etc/asterisk/reconciler_pjsip.conf; {ReloadPjsip}",
            IsSample = true,
        },
        new("the softphone has a wrong password", "login", "wrong-password", "252 logs in with a wrong password")
        {
            Break = ByHand(Softphone), Repair = TakeBack, Extension = "252", IsSample = true,
            Meanwhile = async box =>
            {
                await box.Register("252", "wrong");
                await Task.Delay(500);
                return NothingMore.Instance;
            },
        },
        new("the softphone logs in by a name that Asterisk does not know", "login", "unknown-user", "somebody logs in as maria")
        {
            Break = ByHand("username=252", "username=maria"), Repair = TakeBack, Extension = "252",
            Meanwhile = async box =>
            {
                await box.Register("maria", "doctor-252");
                await Task.Delay(500);
                return NothingMore.Instance;
            },
        },
        new("an ACL refuses the phone's address", "login", "refused-by-acl", "an ACL refuses 252")
        {
            Break = ByHand("rewrite_contact=yes", "rewrite_contact=yes\ndeny=0.0.0.0/0"), Repair = TakeBack, Extension = "252",
            Meanwhile = async box =>
            {
                await box.Register("252", "doctor-252");
                await Task.Delay(500);
                return NothingMore.Instance;
            },
        },
        new("Asterisk writes no log for security", "login", "security-not-logged", "writes no log for security")
        {
            Break = "cp -a /etc/asterisk/logger_logfiles_additional.conf /root/; "
                + "sed -i 's/,*security//' /etc/asterisk/logger_logfiles_additional.conf; "
                + "sed -i '/^ *=>/d' /etc/asterisk/logger_logfiles_additional.conf; "
                + "asterisk -rx 'logger reload'; sleep 1",
            Repair = "cp -a /root/logger_logfiles_additional.conf /etc/asterisk/; asterisk -rx 'logger reload'; sleep 1", IsRemark = true,
        },
        new("the softphone is connected and does not answer", "contacts", "contact-silent", "its phone does not answer")
        {
            Break = ByHand(Softphone), Repair = TakeBack, Extension = "252", Meanwhile = box => Registered(box, "252", "doctor-252"),
        },
        new("as many phones are registered as the AOR allows", "contacts", "aor-full", "another one is refused (403)")
        {
            Break = ByHand("max_contacts=2\nqualify_frequency=30", "max_contacts=1"), Repair = TakeBack, Extension = "252", IsRemark = true,
            Meanwhile = box => Registered(box, "252", "doctor-252"),
        },
        new("the endpoint's context is not in the dialplan", "dialplan", "context-missing", "the dialplan has no context from-nowhere")
        {
            Break = ByHand("context=from-internal", "context=from-nowhere"), Repair = TakeBack, Extension = "252",
        },
        new("nothing dials the extension", "dialplan", "not-in-dialplan",
            "nobody can call 272: nothing in the context from-internal dials it")
        {
            Break = ByHand(Softphone.Replace("252", "272", StringComparison.Ordinal)), Repair = TakeBack, Extension = "272",
        },
        new("the web interface dials the extension by chan_sip", "dialplan", "dialled-by-chan-sip", "the dialplan dials it by chan_sip")
        {
            Break = "asterisk -rx 'database put DEVICE/250 dial SIP/250'", Repair = "asterisk -rx 'database del DEVICE/250 dial'",
        },
        new("the softphone has codecs of desk phones alone", "codecs", "no-codec", "252 has no codec that its phone speaks")
        {
            Break = ByHand("allow=ulaw,alaw", "allow=g726,gsm"), Repair = TakeBack, Extension = "252",
        },
        new("opus alone is allowed, and its module is missing", "codecs", "codec-not-translated", "Asterisk cannot translate opus")
        {
            Break = ByHand("allow=ulaw,alaw", "allow=opus"), Repair = TakeBack, Extension = "252", Series = [16],
        },
        new("ICE is switched off in rtp.conf", "ICE", "ice-off", "ICE is off")
        {
            Break = Rtp("icesupport=no"), Repair = TakeBackRtp, IsSample = true,
        },
        new("the STUN server does not answer", "ICE", "stun-silent", "does not answer the box")
        {
            Break = Rtp("stunaddr=198.51.100.1:3999"), Repair = TakeBackRtp,
        },
        new("the TURN server does not answer", "ICE", "turn-silent", "does not answer the box")
        {
            Break = Rtp("turnaddr=198.51.100.1:3999"), Repair = TakeBackRtp,
        },
        new("[ice_host_candidates] names an address of before", "addresses", "ice-candidate-of-no-address", "which the box does not have")
        {
            Break = $"printf '%s\\n' ';doctor' '[ice_host_candidates]' '10.1.1.1 => 203.0.113.5' >>/etc/asterisk/rtp_custom.conf; "
                + ReloadRtp,
            Repair = TakeBackRtp,
        },
        new("the box is behind NAT, and nothing tells softphones its public address", "addresses", "private-addresses-only",
            "to 10.9.9.9, where it cannot")
        {
            Break = Nat, Repair = NoNat, From = Outside, IsSample = true,
        },
        new("the public address has changed", "addresses", "external-address-wrong", "the world sees the box as 203.0.113.77")
        {
            Break = ByHand("[transport-outside]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5071\nexternal_media_address=203.0.113.50"),
            Repair = $"{TakeBack}; {TakeBackRtp}",
            Meanwhile = async box =>
            {
                var server = StunServer.Start(new IPEndPoint(Host(box), 3478), IPAddress.Parse("203.0.113.77"));
                await box.Sh(Rtp($"stunaddr={Host(box)}:3478"));
                return server;
            },
        },
        new("a desk phone is outside, and no transport tells it where to send its next request", "addresses",
            "no-external-signaling-address",
            "its calls end after 32 s")
        {
            Break = $"{Nat}; "
                + ByHand($"{DeskPhone(IPEndPoint.Parse($"{Outside}:5060"))}\n[transport-outside]\n"
                    + "type=transport\nprotocol=udp\nbind=0.0.0.0:5071\n"
                    + "external_media_address=203.0.113.50\nlocal_net=10.9.9.0/24"),
            Repair = $"{TakeBack}; {NoNat}", Extension = "253", From = Outside,
        },
        new("the packet filter drops sound", "sound's ports", "sound-filtered", "the packet filter of the box turns away UDP port 10000")
        {
            Break = "iptables -I INPUT -p udp --dport 10000:20000 -j DROP", Repair = "iptables -D INPUT -p udp --dport 10000:20000 -j DROP",
        },
        new("a phone sends no sound in its call", "calls", "no-sound-from-phone", "no packet of sound came from the phone")
        {
            Extension = "253", Meanwhile = box => Called(box, "Playback tt-monkeys", sends: false), IsSample = true,
        },
        new("a phone gets no sound in its call", "calls", "no-sound-to-phone", "no packet of sound went to the phone")
        {
            Extension = "253", Meanwhile = box => Called(box, "Wait 60", sends: true),
        },
        new("the web server turned somebody away an hour ago", "log", "trouble-in-log", "the web server turned somebody away")
        {
            Break = SessionLimit(1),
            Meanwhile = async box =>
            {
                await (await WebSockets(box, 2)).DisposeAsync();
                await box.Sh(TakeBackHttp);
                return NothingMore.Instance;
            },
            IsRemark = true,
        },
        new("somebody removed fail2ban", "fail2ban", "fail2ban-missing", "there is no fail2ban")
        {
            Break = "mv /usr/bin/fail2ban-client /root/", Repair = "mv /root/fail2ban-client /usr/bin/", IsRemark = true,
        },
        new("the certificate ends next week", "certificate", "certificate-ends-soon", "the certificate ends on")
        {
            Break = "cd /etc/asterisk/keys && cp -a asterisk.pem /root/ && openssl req -x509 -newkey rsa:2048 -nodes -days 7 "
                + "-subj /CN=pbx -keyout /root/k.pem -out /root/c.pem 2>/dev/null && cat /root/k.pem /root/c.pem >asterisk.pem; "
                + $"{ReloadHttp}; {ReloadPjsip}",
            Repair = $"cp -a /root/asterisk.pem /etc/asterisk/keys/; touch /etc/asterisk/keys/asterisk.pem; {ReloadHttp}; {ReloadPjsip}",
            IsRemark = true,
        },
        new("fail2ban is stopped", "fail2ban", "fail2ban-stopped", "nobody is banned")
        {
            Break = "systemctl stop fail2ban", Repair = "systemctl start fail2ban; sleep 2",
        },
        new("somebody stops the jail of Asterisk", "fail2ban", "no-jail", "no jail watches Asterisk")
        {
            Break = "fail2ban-client stop asterisk", Repair = "fail2ban-client start asterisk || fail2ban-client reload; sleep 1",
        },
        new("the jail reads a log without failed logins", "fail2ban", "jail-reads-wrong-log",
            "the jail asterisk reads /var/log/asterisk/queue_log")
        {
            Break = "printf '%s\\n' '[asterisk]' 'logpath = /var/log/asterisk/queue_log' >/etc/fail2ban/jail.d/doctor.local; "
                + "fail2ban-client reload; sleep 1",
            Repair = "rm /etc/fail2ban/jail.d/doctor.local; fail2ban-client reload; sleep 1",
        },
        new("somebody breaks the filter of the jail", "fail2ban", "filter-misses", "sees none of")
        {
            Break = "printf '%s\\n' '[Definition]' 'failregex = ^never <HOST>$' >/etc/fail2ban/filter.d/asterisk.local; "
                + "fail2ban-client reload; sleep 1",
            Repair = "rm /etc/fail2ban/filter.d/asterisk.local; fail2ban-client reload; sleep 1",
            Meanwhile = async box =>
            {
                await box.Register("299", "wrong");
                await Task.Delay(500);
                return NothingMore.Instance;
            },
        },
    ];

    /// <summary>What has nothing to end.</summary>
    private sealed class NothingMore : IAsyncDisposable
    {
        public static NothingMore Instance { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
