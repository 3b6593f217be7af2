namespace ConnectSchappo.Reconciler.Boxes.Tests.Failures;

/// <summary>What real use, and thinking of it, has broken.</summary>
internal static class FailureCases
{
    private const string Booted = "timeout 20 asterisk -rx 'core waitfullybooted' >/dev/null";

    private const string StartFail2ban =
        "systemctl start fail2ban; for i in $(seq 100); do fail2ban-client ping >/dev/null 2>&1 && break; sleep 0.1; done";

    private const string Pem = "/etc/asterisk/keys/asterisk.pem";

    private const string RenewHttp = "touch /etc/asterisk/http.conf; asterisk -rx 'module reload http' >/dev/null";

    public static readonly FailureCase[] All =
    [
        // --- fail2ban ---
        new("fail2ban cannot start: jail.local is no configuration", "fail2ban",
            "sed -i '1i nonsense' /etc/fail2ban/jail.local; systemctl stop fail2ban",
            "sed -i 1d /etc/fail2ban/jail.local",
            "StepFailed: matriz: start of fail2ban") { IsSample = true },
        new("jail.local is no configuration while fail2ban runs, and its whitelist differs", "fail2ban",
            "sed -i '1i nonsense' /etc/fail2ban/jail.local; fail2ban-client set asterisk delignoreip 10.0.8.0/24 >/dev/null",
            "sed -i 1d /etc/fail2ban/jail.local",
            "fail2ban reload failed"),
        new("fail2ban is masked", "fail2ban",
            "systemctl stop fail2ban; systemctl mask fail2ban 2>/dev/null",
            $"systemctl unmask fail2ban 2>/dev/null; {StartFail2ban}",
            "ActionRequired: matriz: action required: fail2ban"),
        new("fail2ban is frozen", "fail2ban",
            "kill -STOP $(cat /run/fail2ban/fail2ban.pid)",
            "kill -CONT $(cat /run/fail2ban/fail2ban.pid)",
            "ActionRequired: matriz: action required: fail2ban") { IsSample = true },
        new("fail2ban is not there any more", "fail2ban",
            "systemctl stop fail2ban; mv /usr/bin/fail2ban-client /usr/bin/fail2ban-server /root/",
            $"mv /root/fail2ban-client /root/fail2ban-server /usr/bin/; {StartFail2ban}",
            "not installed") { StaysInSync = true },
        new("a jail without its filter, and the whitelist differs", "fail2ban",
            "printf '\\n[nofilter]\\nenabled = true\\nfilter = nofilter\\nlogpath = /var/log/syslog\\n' >>/etc/fail2ban/jail.local; "
            + "fail2ban-client set asterisk delignoreip 10.0.8.0/24 >/dev/null",
            "sed -i '/^.nofilter./,$d' /etc/fail2ban/jail.local",
            "fail2ban reload failed"),
        new("a jail whose log nobody writes, and our file differs", "fail2ban",
            "printf '\\n[recidive]\\nenabled = true\\nbackend = polling\\nlogpath = /var/log/nobody.log\\n' >>/etc/fail2ban/jail.local; "
            + "sed -i 's/10.0.8.0.24/10.0.9.0\\/24/' /etc/fail2ban/jail.d/zz-reconciler.local",
            "sed -i '/^.recidive./,$d' /etc/fail2ban/jail.local",
            "TransactionRefused: matriz: a change was not begun: fail2ban"),
        new("our jail file has a second name, and differs", "fail2ban",
            "ln /etc/fail2ban/jail.d/zz-reconciler.local /root/second; "
            + "printf '# by hand\\nignoreip = 127.0.0.1\\n' >>/etc/fail2ban/jail.d/zz-reconciler.local",
            "rm /root/second",
            "TransactionRefused: matriz: a change was not begun: fail2ban") { IsSample = true },
        new("the kernel's packet filter cannot be had", "fail2ban",
            "mv /usr/sbin/xtables-nft-multi /root/ 2>/dev/null; mv /usr/sbin/iptables /root/ 2>/dev/null; true",
            "mv /root/xtables-nft-multi /usr/sbin/ 2>/dev/null; mv /root/iptables /usr/sbin/ 2>/dev/null; true",
            "") { StaysInSync = true },

        // --- http and its certificate ---
        new("another program has taken port 8089", "http",
            "asterisk -rx 'module unload res_pjsip_transport_websocket.so' >/dev/null; "
            + "sed -i 's/^tlsenable=yes/tlsenable=no/' /etc/asterisk/reconciler_http.conf; asterisk -rx 'module reload http' >/dev/null; "
            + "setsid perl -MIO::Socket::INET "
            + "-e '$s=IO::Socket::INET->new(LocalAddr=>\"0.0.0.0:8089\",Listen=>5,ReuseAddr=>1) or die; sleep 600' "
            + "</dev/null >/dev/null 2>&1 & echo $! >/run/squatter; sleep 0.3; "
            + "asterisk -rx 'module load res_pjsip_transport_websocket.so' >/dev/null",
            "kill $(cat /run/squatter)",
            "ActionRequired: matriz: action required: http TLS listener") { MayRestart = true },
        new("the private key is a pipe", "http",
            $"mv {Pem} /root/kept.pem; mkfifo {Pem}; chown asterisk: {Pem}",
            $"rm {Pem}; mv /root/kept.pem {Pem}",
            "asterisk.pem") { IsSample = true },
        new("the certificate is gone, and was read as such", "http",
            $"mv {Pem} /root/kept.pem; {RenewHttp}",
            $"mv /root/kept.pem {Pem}",
            "ActionRequired: matriz: action required: http certificate"),
        new("the certificate has another key", "http",
            $"cp -p {Pem} /root/kept.pem; cd /tmp; "
            + "openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=x -keyout k -out c 2>/dev/null; "
            + $"openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=y -keyout k2 -out c2 2>/dev/null; cat k c2 >{Pem}",
            $"cp -p /root/kept.pem {Pem}; touch {Pem}",
            "ActionRequired: matriz: action required: http certificate"),
        new("our file of http cannot be replaced", "http",
            "cd /etc/asterisk; mount --bind reconciler_http.conf reconciler_http.conf; "
            + "sed 's/^bindport=8088/bindport=8087/' reconciler_http.conf >/root/h; cat /root/h >reconciler_http.conf",
            "umount /etc/asterisk/reconciler_http.conf",
            "TransactionRefused: matriz: a change was not begun"),

        // --- PJSIP ---
        new("a commit that Asterisk refuses", "",
            "",
            "",
            "RolledBack: matriz: rolled back: pjsip: verification failed: endpoint 252")
        {
            State = (
                "extensions:                           #",
                "extensions:\n  \"252\": {profile: webrtc, name: B, password: {secret: softphone-251}, "
                + "endpoint: {dtls_cert_file: /nonexistent.pem}} #"),
            IsSample = true,
        },
        new("the secret of 251 is missing", "",
            "",
            "",
            "softphone-251") { Secret = "softphone-251", IsSample = true },
        new("somebody fights for the context of 251", "",
            "for i in 1 2 3 4 5; "
            + "do sed -i '/^.251.$/,/^$/s/^context=.*/context=from-'\"fight\"'/' /etc/asterisk/reconciler_pjsip.conf; sleep 4; done",
            "sed -i 's/^context=from-fight/context=from-internal/' /etc/asterisk/reconciler_pjsip.conf; "
            + "asterisk -rx 'module reload res_pjsip.so' >/dev/null",
            "Contested: matriz: contested: endpoint 251"),
        new("an object of others that Asterisk refuses", "",
            "printf '\\n[bad]\\ntype=endpoint\\ndtmf_mode=nonsense\\n' >>/etc/asterisk/pjsip_additional.conf; "
            + "asterisk -rx 'module reload res_pjsip.so' >/dev/null",
            "sed -i '/^.bad.$/,$d' /etc/asterisk/pjsip_additional.conf; asterisk -rx 'module reload res_pjsip.so' >/dev/null",
            "") { StaysInSync = true },
        new("a header without its end in a generated file", "",
            "sed -i '1i [oops' /etc/asterisk/pjsip_additional.conf; asterisk -rx 'module reload res_pjsip.so' >/dev/null",
            "sed -i 1d /etc/asterisk/pjsip_additional.conf; asterisk -rx 'module reload res_pjsip.so' >/dev/null",
            "Advisory: matriz: advisory") { StaysInSync = true },
        new("a file of 90 MB is included", "",
            "head -c 94371840 /dev/zero | tr '\\0' ';' >/etc/asterisk/big.conf; chown asterisk: /etc/asterisk/big.conf; "
            + "echo '#include big.conf' >>/etc/asterisk/pjsip_custom.conf",
            "sed -i '/big.conf/d' /etc/asterisk/pjsip_custom.conf; rm /etc/asterisk/big.conf",
            "big.conf"),
        new("an included file is a pipe", "",
            "mkfifo /etc/asterisk/pipe.conf; echo '#include pipe.conf' >>/etc/asterisk/http_custom.conf",
            "sed -i '/pipe.conf/d' /etc/asterisk/http_custom.conf; rm /etc/asterisk/pipe.conf",
            "pipe.conf") { Without = ["http"] },
        new("an included file is a folder, and another a device", "",
            "mkdir /etc/asterisk/folder.conf; ln -s /dev/zero /etc/asterisk/device.conf; "
            + "printf '#include folder.conf\\n#include device.conf\\n' >>/etc/asterisk/sip_custom.conf",
            "sed -i '/folder.conf/d; /device.conf/d' /etc/asterisk/sip_custom.conf; rmdir /etc/asterisk/folder.conf; "
            + "rm /etc/asterisk/device.conf",
            "folder.conf") { Without = ["sip"], IsSample = true, Series = [16] },
        new("a loop of links is included", "",
            "ln -s loop2.conf /etc/asterisk/loop1.conf; ln -s loop1.conf /etc/asterisk/loop2.conf; "
            + "echo '#include loop1.conf' >>/etc/asterisk/rtp_custom.conf; true",
            "rm -f /etc/asterisk/loop1.conf /etc/asterisk/loop2.conf; sed -i '/loop1.conf/d' /etc/asterisk/rtp_custom.conf",
            "") { StaysInSync = true },
        new("a file of others is closed to Asterisk", "sip",
            "chown root: /etc/asterisk/sip_custom_post.conf 2>/dev/null; chown root: /etc/asterisk/sip_additional.conf; "
            + "chmod 600 /etc/asterisk/sip_additional.conf",
            "chown asterisk: /etc/asterisk/sip_additional.conf /etc/asterisk/sip_custom_post.conf; "
            + "chmod 644 /etc/asterisk/sip_additional.conf",
            "ActionRequired: matriz: action required: /etc/asterisk/sip_additional.conf") { Series = [16] },
        new("an extension of ours made in the web interface too: Asterisk takes no endpoint any more", "pjsip",
            "printf '\\n[250]\\ntype=endpoint\\ncontext=from-internal\\n' >>/etc/asterisk/pjsip_additional.conf; "
            + "asterisk -rx 'core reload' >/dev/null",
            "sed -i '/^.250.$/,$d' /etc/asterisk/pjsip_additional.conf; asterisk -rx 'core reload' >/dev/null",
            "ActionRequired: matriz: action required: endpoint 250") { Without = ["sip"] },

        // --- modules ---
        new("the WebSocket's module is not to be loaded, and not there", "modules",
            "printf 'noload => res_pjsip_transport_websocket.so\\n' >>/etc/asterisk/modules_custom.conf; "
            + "asterisk -rx 'module unload res_pjsip_transport_websocket.so' >/dev/null",
            "sed -i '/^noload/d' /etc/asterisk/modules_custom.conf",
            "ActionRequired: matriz: action required: res_pjsip_transport_websocket.so") { MayRestart = true, IsSample = true },
        new("chan_sip is not to be loaded", "sip",
            $"printf 'noload => chan_sip.so\\n' >>/etc/asterisk/modules_custom.conf; systemctl restart asterisk; {Booted}",
            $"sed -i '/^noload/d' /etc/asterisk/modules_custom.conf; systemctl restart asterisk; {Booted}",
            "") { StaysInSync = true, RestartsAsterisk = true, Series = [16] },
        new("no manager interface", "",
            "sed -i 's/^enabled *= *yes/enabled = no/' /etc/asterisk/manager.conf; asterisk -rx 'module reload manager' >/dev/null",
            "sed -i 's/^enabled *= *no/enabled = yes/' /etc/asterisk/manager.conf; asterisk -rx 'module reload manager' >/dev/null",
            "") { StaysInSync = true },

        // --- the box ---
        new("the folder of Asterisk's logs is gone", "",
            "mv /var/log/asterisk /root/log-asterisk",
            "rm -rf /var/log/asterisk; mv /root/log-asterisk /var/log/asterisk; asterisk -rx 'logger reload' >/dev/null",
            "") { StaysInSync = true, Without = ["fail2ban"] },
        new("Asterisk's log is a pipe", "",
            "mv /var/log/asterisk/full /root/full 2>/dev/null; mkfifo /var/log/asterisk/full; chown asterisk: /var/log/asterisk/full",
            "rm /var/log/asterisk/full; mv /root/full /var/log/asterisk/full 2>/dev/null; asterisk -rx 'logger reload' >/dev/null",
            "") { StaysInSync = true },
        new("no room for the journal", "",
            "mount -t tmpfs -o size=4k,mode=700 tmpfs /var/lib/reconciler; head -c 8192 /dev/zero >/var/lib/reconciler/fill; true",
            "umount /var/lib/reconciler",
            "TransactionRefused: matriz: a change was not begun") { IsCommon = true, IsSample = true },
        new("Asterisk is frozen", "",
            "kill -STOP $(cat /run/asterisk/asterisk.pid)",
            "kill -CONT $(cat /run/asterisk/asterisk.pid)",
            "ActionRequired: matriz: action required: asterisk") { IsCommon = true },
        new("no root shell", "",
            "mv /etc/sudoers.d/reconciler /root/",
            "mv /root/reconciler /etc/sudoers.d/",
            "") { IsCommon = true, StaysInSync = true },
    ];
}
