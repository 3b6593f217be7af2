using System.Text.RegularExpressions;
using static ConnectSchappo.Reconciler.Boxes.Tests.Doctor.DoctorScene;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Faults of the way to Asterisk: its process, modules, web server, certificate, WebSocket.</summary>
internal static class ServerCases
{
    public static DoctorCase[] All { get; } =
    [
        new("the version is not mended any more", "Asterisk", "version-trouble", "known troubles") { IsRemark = true, Series = [16] },
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
        new("the desired state says nothing of the web server, and its file is gone", "web server", "no-listener", "no listener with TLS")
        {
            State = state => Regex.Replace(state, @"^(?:http|modules|extensions|pjsip):.*\n(?: .*\n|\n)*", "", RegexOptions.Multiline),
            Break = $"mv /etc/asterisk/reconciler_http.conf /root/; {ReloadHttp}; {ByHand(Softphone)}",
            Repair = $"mv /root/reconciler_http.conf /etc/asterisk/; {ReloadHttp}; {TakeBack}",
            Extension = "252",
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
        new("the certificate is the box's own", "certificate", "certificate-refused", "browsers refuse it") { IsRemark = true },
        new("somebody unloads PJSIP's WebSocket and loads it again", "WebSocket", "differs", "can")
        {
            Break = "asterisk -rx 'module unload res_pjsip_transport_websocket.so'; "
                + "asterisk -rx 'module load res_pjsip_transport_websocket.so'; sleep 1",
            Repair = "systemctl restart asterisk; asterisk -rx 'core waitfullybooted'; sleep 2",
        },
        new("the certificate ends next week", "certificate", "certificate-ends-soon", "the certificate ends on")
        {
            Break = "cd /etc/asterisk/keys && cp -a asterisk.pem /root/ && openssl req -x509 -newkey rsa:2048 -nodes -days 7 "
                + "-subj /CN=pbx -keyout /root/k.pem -out /root/c.pem 2>/dev/null && cat /root/k.pem /root/c.pem >asterisk.pem; "
                + $"{ReloadHttp}; {ReloadPjsip}",
            Repair = $"cp -a /root/asterisk.pem /etc/asterisk/keys/; touch /etc/asterisk/keys/asterisk.pem; {ReloadHttp}; {ReloadPjsip}",
            IsRemark = true,
        },
    ];
}
