using static ConnectSchappo.Reconciler.Boxes.Tests.Drifts.KnownDrifts;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Drifts;

/// <summary>More of them: people, web interfaces, packages, backups, other tools and accidents.</summary>
internal static class OtherDrifts
{
    // As the log names them.
    private const string Http = "module reload http", Pjsip = "module reload res_pjsip.so", Sip = "sip reload",
        Fail2ban = "fail2ban reload", Restart = "restart of Asterisk", Nothing = "";

    private const string Jail = "/etc/fail2ban/jail.d/zz-reconciler.local", Issabel = "/etc/fail2ban/jail.d/issabel.conf";

    private const string FilesFromBefore =
        "cd /etc/asterisk; rm reconciler_*; sed -i '/^#include reconciler_/d' *_custom.conf; systemctl restart asterisk; "
        + "asterisk -rx 'core waitfullybooted'";

    public static readonly DriftCase[] All =
    [
        new("our file deleted, and nothing reloaded",
            "rm /etc/asterisk/reconciler_http.conf",
            "http enabled", "file", Http, "test -s /etc/asterisk/reconciler_http.conf"),
        new("the preloads taken out: harmless until the next start, so nothing is reloaded",
            "rm /etc/asterisk/reconciler_modules.conf; sed -i '/reconciler_modules/d' /etc/asterisk/modules_custom.conf",
            "modules preload res_pjsip_transport_websocket.so", "file", Nothing,
            "grep -q websocket /etc/asterisk/reconciler_modules.conf") { IsSample = true, Series = [16] },
        new("a merge that went wrong: conflict markers in our file",
            $"sed -i '/^\\[250\\]/i <<<<<<< HEAD' {Own}; echo '>>>>>>> theirs' >>{Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            Own, "file", Pjsip, $"! grep -q '<<<<<<<' {Own}"),
        new("our file saved by an editor of Windows, with CRLF",
            $"sed -i 's/$/\\r/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            Own, "file", Pjsip, $"! grep -q \"$(printf '\\r')\" {Own}"),
        new("our file saved as UTF-16, which Asterisk cannot read",
            $"iconv -f UTF-8 -t UTF-16 {Own} >/tmp/u; cat /tmp/u >{Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("our file cut off in the middle, as by a full disk",
            $"truncate -s 300 {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("our file emptied",
            $": >{Own}; asterisk -rx 'core reload'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("the custom file put back from an old backup, without our line, and applied",
            ": >/etc/asterisk/http_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "http TLS listener", "memory", Http, Serves("")),
        new("all of Asterisk's files put back from before our time, and Asterisk restarted",
            FilesFromBefore, "endpoint 250", "file memory", Restart, Endpoint("webrtc", "yes")) { Series = [16] },
        new("the same where no chan_sip has taken the WebSocket at that start",
            FilesFromBefore, "endpoint 250", "file memory", $"{Http} {Pjsip}", Endpoint("webrtc", "yes")) { Series = [22] },
        new("our include line commented out",
            "sed -i 's/^#include reconciler_sip/;#include reconciler_sip/' /etc/asterisk/sip_custom.conf; "
            + "asterisk -rx 'sip reload'; sleep 1",
            "/etc/asterisk/sip_custom.conf", "file", Sip, "grep -q '^#include reconciler_sip' /etc/asterisk/sip_custom.conf")
        {
            Series = [16],
        },
        new("our include line twice: every object twice, and Asterisk takes no change any more",
            "echo '#include reconciler_pjsip.conf' >>/etc/asterisk/pjsip_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "pjsip_custom.conf", "file", Pjsip, "test $(grep -c reconciler_pjsip /etc/asterisk/pjsip_custom.conf) = 1"),
        new("our include line moved to the end, behind a typo that cuts the file",
            "cd /etc/asterisk; sed -i '/reconciler_pjsip/d' pjsip_custom.conf; "
            + "printf '[broken\\n#include reconciler_pjsip.conf\\n' >>pjsip_custom.conf; asterisk -rx 'core reload'; sleep 1",
            "endpoint 250", "file memory", Pjsip, Endpoint("webrtc", "yes")),
        new("our file given to root alone: Asterisk goes on, and at its next start has no PJSIP",
            $"chown root: {Own}; chmod 600 {Own}",
            Own, "file", Nothing, $"su -s /bin/sh asterisk -c 'cat {Own}' >/dev/null"),
        new("an endpoint taken out of our file by hand",
            $"sed -i '/^\\[251\\]/,/^$/d' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 251", "file memory", Pjsip, "asterisk -rx 'pjsip show endpoint 251' | grep -q webrtc"),
        new("a password changed in our file and reloaded",
            $"sed -i 's/^password=Schappo-250-lab/password=guess-me/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "auth auth250 password", "file memory", Pjsip, "asterisk -rx 'pjsip show auth auth250' | grep -q Schappo-250-lab"),
        new("an AOR that takes nobody any more",
            $"sed -i 's/^max_contacts=5/max_contacts=0/' {Own}; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "aor 250 max_contacts", "file memory", Pjsip, "asterisk -rx 'pjsip show aor 250' | grep -q 'max_contacts *: 5'"),
        new("an option added to our endpoint from another file",
            "printf '\\n[250](+type=endpoint)\\nwebrtc=no\\n' >>/etc/asterisk/pjsip_custom_post.conf; asterisk -rx 'core reload'; sleep 1",
            "endpoint 250 webrtc", "file memory", Nothing, Endpoint("webrtc", "yes"))
        {
            Person = "pjsip_custom_post.conf",
            Mend = ": >/etc/asterisk/pjsip_custom_post.conf",
        },
        new("the web server switched off in a file that is included after ours",
            "cd /etc/asterisk; printf '[general](+)\\nenabled=no\\n' >http_late.conf; echo '#include http_late.conf' >>http.conf; "
            + "asterisk -rx 'core reload'; sleep 1",
            "http enabled", "file", Nothing, Serves(""))
        {
            Person = "http_late.conf:2",
            Mend = "cd /etc/asterisk; sed -i '/http_late/d' http.conf; rm http_late.conf",
        },
        new("the plain web server opened to the world",
            "sed -i 's/^bindaddr=.*/bindaddr=0.0.0.0/' /etc/asterisk/reconciler_http.conf; asterisk -rx 'module reload http'; sleep 1",
            "http plain listener", "memory", Http,
            "asterisk -rx 'http show status' | grep -q 'Server Enabled and Bound to 127.0.0.1:8088'"),
        new("the plain web server put on the TLS port",
            "sed -i 's/^bindport=.*/bindport=8089/; s/^bindaddr=.*/bindaddr=0.0.0.0/' /etc/asterisk/reconciler_http.conf; "
            + "asterisk -rx 'module reload http'; sleep 1",
            "http TLS listener", "memory", Http, Serves("")),
        new("the certificate's file swapped for a link to another one",
            "cd /etc/asterisk/keys; openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=linked -keyout k -out c 2>/dev/null; "
            + "cat k c >linked.pem; rm k c; chown asterisk: linked.pem; chmod 600 linked.pem; ln -sf linked.pem asterisk.pem",
            "http certificate", "client", Http, Serves("linked")),
        new("a certificate whose end has come, read and served",
            "cd /etc/asterisk/keys; openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=old -keyout k -out c 2>/dev/null; "
            + "openssl x509 -in c -signkey k -days -1 -out c2 2>/dev/null || " // older openssl; newer takes no end before the beginning
            + "openssl x509 -in c -signkey k -not_before 20200101000000Z -not_after 20200102000000Z -out c2 2>/dev/null; "
            + "cat k c2 >asterisk.pem; rm k c c2; "
            + "asterisk -rx 'module reload http'; sleep 1",
            "http certificate", "file", Nothing, Serves(""))
        {
            Person = "certificate",
            Mend = "cp /root/snapshot/asterisk/keys/asterisk.pem /etc/asterisk/keys/asterisk.pem",
        },
        new("the WebSocket module unloaded",
            "asterisk -rx 'module unload res_pjsip_transport_websocket.so'; sleep 1",
            "res_pjsip_transport_websocket.so", "memory", Restart,
            "asterisk -rx 'module show like websocket' | grep -q 'res_pjsip_transport_websocket.so.* Running'"),
        new("a noload of the module that we preload",
            "printf '\\nnoload => res_pjsip_transport_websocket.so\\n' >>/etc/asterisk/modules_custom.conf",
            "modules noload res_pjsip_transport_websocket.so", "file", Nothing, "true")
        {
            Series = [16],
            Person = "modules_custom.conf",
            Mend = "sed -i '/^noload/d' /etc/asterisk/modules_custom.conf",
        },
        new("a package's modules.conf laid over the box's own, without the include of the custom file",
            "cd /etc/asterisk; sed -i '/modules_custom/d' modules.conf",
            "modules preload res_pjsip_transport_websocket.so", "file", Nothing, "grep -q reconciler_modules /etc/asterisk/modules.conf")
        {
            Series = [16],
        },
        new("a wizard's endpoint of the same name as ours, which loses: also at the next start",
            "printf '[250]\\ntype=wizard\\naccepts_registrations=yes\\nendpoint/context=from-nowhere\\n' >/etc/asterisk/pjsip_wizard.conf; "
            + "asterisk -rx 'module reload res_pjsip_config_wizard.so'; asterisk -rx 'module reload res_pjsip.so'; sleep 1",
            "endpoint 250 source", "file", Nothing, Endpoint("context", "from-internal"))
        {
            Person = "pjsip_wizard.conf:1",
            Mend =
                "rm /etc/asterisk/pjsip_wizard.conf; asterisk -rx 'module reload res_pjsip_config_wizard.so'; "
                + "asterisk -rx 'module reload res_pjsip.so'",
        },
        new("the web interface made the extension a chan_sip one again",
            "printf '\\n[250]\\ntype=friend\\nhost=dynamic\\nsecret=x\\n' >>/etc/asterisk/sip_additional.conf; "
            + "asterisk -rx 'core reload'; sleep 1",
            "chan_sip peer 250", "file memory", Nothing, "true")
        {
            Series = [16],
            Person = "delete or convert 250 in the web interface",
            Mend = "sed -i '/^\\[250\\]/,$d' /etc/asterisk/sip_additional.conf; asterisk -rx 'core reload'",
        },
        new("the running whitelist lost a network",
            "fail2ban-client set asterisk delignoreip 10.0.8.0/24",
            "fail2ban jail asterisk ignoreip", "memory", Fail2ban,
            "fail2ban-client get asterisk ignoreip | grep -q 10.0.8.0/24") { HasNoSign = true },
        new("the whole world put on the running whitelist",
            "fail2ban-client set asterisk addignoreip 0.0.0.0/0",
            "fail2ban jail asterisk ignoreip", "memory", Fail2ban,
            "! fail2ban-client get asterisk ignoreip | grep -q 0.0.0.0/0") { HasNoSign = true },
        new("our jail file edited and reloaded",
            $"sed -i 's/^ignoreip.*/ignoreip = 127.0.0.1/' {Jail}; fail2ban-client reload; sleep 1",
            "fail2ban jail asterisk ignoreip", "memory", Fail2ban, "fail2ban-client get asterisk ignoreip | grep -q 10.0.8.0/24"),
        new("our jail file deleted, and nothing reloaded",
            $"rm {Jail}",
            Jail, "file", Fail2ban, $"test -s {Jail}"),
        new("another tool's jail file that is read after ours",
            "printf '[asterisk]\\nignoreip = 127.0.0.1\\n' >/etc/fail2ban/jail.d/zzz-hardening.local; fail2ban-client reload; sleep 1",
            "fail2ban jail asterisk ignoreip", "file memory", Nothing, "true")
        {
            Person = "zzz-hardening.local",
            Mend = "rm /etc/fail2ban/jail.d/zzz-hardening.local; fail2ban-client reload",
        },
        new("a jail more in the web interface, with a whitelist of its own",
            $"printf '\\r\\n[recidive]\\r\\nmaxretry = 5\\r\\nbantime = 43200\\r\\nignoreip = 127.0.0.1\\r\\nenabled = 1' >>{Issabel}; "
            + "fail2ban-client reload; sleep 1",
            "fail2ban jail recidive ignoreip", "memory", Fail2ban,
            "fail2ban-client get recidive ignoreip | grep -q 10.0.8.0/24") { IsSample = true },
        new("a jail less in the web interface: our section of it goes too, before it could outlive the jail",
            $"sed -i '/^.issabel-gui/,$d' {Issabel}; fail2ban-client reload; sleep 1",
            Jail, "file", Fail2ban, $"! grep -q issabel-gui {Jail}"),
        new("a protected address banned in two jails",
            "fail2ban-client set asterisk banip 10.0.8.78; fail2ban-client set sshd banip 10.0.8.78",
            "ban of 10.0.8.78", "memory", "fail2ban unban", "! fail2ban-client banned | grep -q 10.0.8.78") { HasNoSign = true },
        new("fail2ban stopped",
            "systemctl stop fail2ban",
            "fail2ban", "memory", Nothing, "true")
        {
            Exit = 4,
            Person = "systemctl start fail2ban",
            Mend = "systemctl start fail2ban; sleep 2",
        },
        new("fail2ban frozen: it takes questions and answers none",
            "kill -STOP $(cat /run/fail2ban/fail2ban.pid)",
            "fail2ban", "memory", Nothing, "true")
        {
            IsSample = true, Exit = 4,
            Person = "continue it (kill -CONT",
            Mend = "kill -CONT $(cat /run/fail2ban/fail2ban.pid); sleep 1",
        },
        new("fail2ban stopped and its start forbidden",
            "systemctl stop fail2ban; systemctl mask fail2ban",
            "fail2ban", "memory", Nothing, "true")
        {
            Exit = 4,
            Person = "systemctl unmask fail2ban && systemctl start fail2ban",
            Mend = "systemctl unmask fail2ban && systemctl start fail2ban; sleep 2",
        },
        new("another program on the TLS port, which came first after a power cut",
            "systemctl stop asterisk; setsid python3 -m http.server 8089 >/dev/null 2>&1 </dev/null & sleep 1; systemctl start asterisk; "
            + "timeout 30 asterisk -rx 'core waitfullybooted'",
            "http TLS listener", "memory", Nothing, Serves(""))
        {
            IsSample = true,
            Person = "port 8089 is taken by python3",
            Mend = "kill $(pgrep -fx 'python3 -m http.server 8089')",
        },
        new("a module that a noload forbids, gone from memory too: no restart brings it back while the line is there",
            "printf '\nnoload => res_pjsip_transport_websocket\n' >>/etc/asterisk/modules_custom.conf; "
            + "asterisk -rx 'module unload res_pjsip_transport_websocket.so'; sleep 1",
            "res_pjsip_transport_websocket.so", "memory", Nothing, "true")
        {
            Person = "modules_custom.conf",
            Mend = "sed -i '/^noload/d' /etc/asterisk/modules_custom.conf",
        },
        new("a renewal that has written the certificate, and not (yet) the key",
            "cd /etc/asterisk/keys; openssl x509 -in asterisk.pem -out c; cat c >asterisk.pem; rm c",
            "http certificate", "file", Nothing, Serves(""))
        {
            IsSample = true, Exit = 5,
            Person = "no private key in it",
            Mend = "cat /root/snapshot/asterisk/keys/asterisk.pem >/etc/asterisk/keys/asterisk.pem",
        },
        new("the same, while Asterisk needs a restart: that would be the end of TLS, so it waits, "
                + "and goes by itself once the renewal is complete",
            "cd /etc/asterisk/keys; openssl x509 -in asterisk.pem -out c; cat c >asterisk.pem; rm c; touch /root/spoilt; "
            + "asterisk -rx 'module unload res_pjsip_transport_websocket.so'; "
            + "asterisk -rx 'module load res_pjsip_transport_websocket.so'; sleep 1",
            "http certificate", "file", Nothing, $"{Serves("")} && test /run/asterisk/asterisk.pid -nt /root/spoilt")
        {
            Exit = 5,
            Person = "no private key in it",
            Mend = "cat /root/snapshot/asterisk/keys/asterisk.pem >/etc/asterisk/keys/asterisk.pem",
        },
        new("a FIFO in the certificate's place",
            "cd /etc/asterisk/keys; rm asterisk.pem; mkfifo asterisk.pem; chown asterisk: asterisk.pem",
            "http certificate", "file", Nothing, Serves(""))
        {
            Exit = 5,
            Person = "it is not a regular file",
            Mend = "rm /etc/asterisk/keys/asterisk.pem; cp -p /root/snapshot/asterisk/keys/asterisk.pem /etc/asterisk/keys/asterisk.pem",
        },
        new("Asterisk stopped",
            "systemctl stop asterisk",
            "asterisk", "memory", Nothing, "true")
        {
            Exit = 4,
            Person = "systemctl start asterisk",
            Mend = "systemctl start asterisk; asterisk -rx 'core waitfullybooted'",
        },
        new("Asterisk hung",
            "kill -STOP $(pidof asterisk)",
            "asterisk", "memory", Nothing, "true")
        {
            Exit = 4,
            Person = "does not answer",
            Mend = "kill -CONT $(pidof asterisk)",
        },
        new("the keys' folder closed to Asterisk",
            "chown root: /etc/asterisk/keys; chmod 700 /etc/asterisk/keys",
            "http certificate", "file", Nothing, "true")
        {
            Exit = 5,
            Person = "keys",
            Mend = "chown asterisk: /etc/asterisk/keys; chmod 755 /etc/asterisk/keys",
        },
    ];

    /// <summary>What looks like drift, and is none: nothing is to be done, and nothing is.</summary>
    public static readonly (string Story, string Spoil)[] Harmless =
    [
        ("a reload by the web interface",
            "asterisk -rx 'core reload'; sleep 1"),
        ("an editor's copies beside our file",
            $"cp {Own} {Own}~; cp {Own} /etc/asterisk/.reconciler_pjsip.conf.swp"),
        ("a generated value that ours overrides",
            "sed -i 's/^bindport=.*/bindport=8888/' /etc/asterisk/http_additional.conf; asterisk -rx 'core reload'; sleep 1"),
        ("the web interface saves its jails, with another whitelist in each",
            $"sed -i 's/^ignoreip = .*/ignoreip = 127.0.0.1 192.0.2.40\\r/; s/^maxretry = 5/maxretry = 6/' {Issabel}; "
            + "systemctl reload fail2ban; sleep 1"),
        ("fail2ban restarted",
            "systemctl restart fail2ban; sleep 2"),
        ("a stranger banned",
            "fail2ban-client set asterisk banip 192.0.2.9; sleep 1"),
        ("an extension of the web interface's own",
            "printf '\\n[300]\\ntype=endpoint\\ncontext=from-internal\\n' >>/etc/asterisk/pjsip_additional.conf; "
            + "asterisk -rx 'core reload'; sleep 1"),
        ("our file touched",
            $"touch {Own}"),
    ];
}
