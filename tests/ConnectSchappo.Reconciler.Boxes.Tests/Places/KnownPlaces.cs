using static ConnectSchappo.Reconciler.Boxes.Tests.Places.PlaceSteps;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Places;

/// <summary>The kinds of boxes that were tried, one row each.</summary>
internal static class KnownPlaces
{
    public static readonly Place[] All =
    [
        new("as the lab boots it"),
        .. Configurations, .. Installations, .. Objects, .. Logins,
        new("as the lab boots it") { Asterisk = 22, IsSample = true },
        BehindProxy with { Asterisk = 22, Check = ProvesThePlainWebSocket },
        new("the login shell is tcsh, which is no POSIX shell", "usermod -s /usr/local/bin/tcsh reconciler")
        {
            Asterisk = 22, Before = box => Bring(box, "/usr/bin/tcsh", "tcsh"),
        },
        new("the login shell is fish, which is no POSIX shell", "usermod -s /usr/local/bin/fish reconciler")
        {
            Asterisk = 22, Before = box => Bring(box, "/usr/bin/fish", "fish"),
        },
        new("as the lab boots it")
        {
            Asterisk = 22, Layout = "FreePBX 17", Check = NamesWhatIsOfFreePbx, IsSample = true,
        },
    ];

    /// <summary>What nobody has tried, or what the lab cannot do.</summary>
    public static readonly string[] Untried =
    [
        "SELinux in enforcing mode: the kernel of the lab has none.",
        "CentOS 7, the system below Issabel 4: the lab has Debian with the same versions of Asterisk and fail2ban.",
        "Asterisk 18, 20 and 21: no Debian has them.",
        "The web interface of Issabel: the lab has the files that it writes.",
        "FreePBX 17 itself: the lab has its layout. FreePBX 16 itself was tried on one box, see [asterisk.md](asterisk.md).",
        "A host without systemd: in the lab systemctl is absent, and systemd still runs as process 1.",
        "Objects in MySQL, PostgreSQL or LDAP: the lab has astdb and SQLite.",
        "nginx itself: in the lab a small program ends TLS.",
    ];

    // What a probe costs others behind the proxy is another thing in each version: see VersionTrouble.WebSocketsShareAnAddress.
    private static Place BehindProxy => new("TLS ends in a proxy, before a plain WebSocket on 127.0.0.1", Proxy)
    {
        State = Change(
            """
              tlsenable: yes
              tlsbindaddr: 0.0.0.0:8089
              tlscertfile: /etc/asterisk/keys/asterisk.pem
              tlsprivatekey: /etc/asterisk/keys/asterisk.pem

            """,
            "  tlsenable: no\n"),
        Port = 443,
    };

    private static IEnumerable<Place> Configurations =>
    [
        new("http.conf has a `prefix`")
        {
            State = Change("  tlsenable: yes", "  prefix: asterisk\n  tlsenable: yes"),
            Path = "/asterisk/ws",
            Check = FollowsThePrefix,
            IsSample = true,
        },
        new("`tlsbindaddr` has one address of the box, and no listener is on 127.0.0.1")
        {
            State = s => Change("tlsbindaddr: 0.0.0.0:8089", $"tlsbindaddr: {AddressIn(s)}:8089")(s),
            Check = box => Verifies(box, "files, memory and a client's view"),
        },
        new("`tlsbindaddr` without a port") { State = Change("tlsbindaddr: 0.0.0.0:8089", "tlsbindaddr: 0.0.0.0") },
        new("`noload => chan_sip.so` in modules.conf", $"echo 'noload => chan_sip.so' >>/etc/asterisk/modules_custom.conf; {Restart}"),
        new("/etc/asterisk is a symbolic link", $"""
            systemctl stop asterisk
            mkdir /config; mv /etc/asterisk /config/asterisk; ln -s /config/asterisk /etc/asterisk
            {Restart}
            """) { IsSample = true },
        new("Asterisk has another configuration directory (`astetcdir`)", $"""
            systemctl stop asterisk
            mv /etc/asterisk /srv/asterisk; mkdir /etc/asterisk
            sed 's/^\[directories\](!)/[directories]/; s,^astetcdir.*,astetcdir => /srv/asterisk,' /srv/asterisk/asterisk.conf \
              >/etc/asterisk/asterisk.conf
            {Restart}
            """)
        {
            Obstacle = new(
                "Asterisk reads its configuration from /srv/asterisk", 4, Registers: false,
                "cp /etc/asterisk/asterisk.conf /srv/asterisk; rm -r /etc/asterisk; ln -s /srv/asterisk /etc/asterisk"),
        },
        BehindProxy with { Check = box => Verifies(box, "files and memory") },
    ];

    private static IEnumerable<Place> Installations =>
    [
        new("Asterisk runs as root", $"""
            mkdir -p /etc/systemd/system/asterisk.service.d
            printf '[Service]\nExecStart=\nExecStart=/usr/sbin/asterisk -g -f -p\n' >/etc/systemd/system/asterisk.service.d/root.conf
            systemctl daemon-reload; {Restart}
            test "$(stat -c %U /proc/$(pidof asterisk))" = root
            """),
        new("systemctl is absent, and Asterisk was started by hand", $"""
            systemctl stop asterisk; mv /usr/bin/systemctl /root; rm -f /bin/systemctl
            mkdir -p /run/asterisk; chown asterisk: /run/asterisk
            asterisk -U asterisk -G asterisk; {Booted}
            """)
        {
            Restart = "asterisk -rx 'core restart now'",
        },
        new("hep.conf is absent: Asterisk takes ten seconds more to end", $"rm /etc/asterisk/hep.conf; {Restart}"),
        new("busybox has the first place in PATH",
            "busybox --install -s /usr/local/sbin; test \"$(readlink -f $(command -v sed))\" = /usr/bin/busybox") { IsSample = true },
        new("all of the box speaks Portuguese", Locale("LANG=C.UTF-8\\nLANGUAGE=pt_BR")),
        new("the locale of the box is not installed, and bash warns of it at each start", Locale("LC_ALL=pt_BR.UTF-8")),
        new("fail2ban was broken before: a jail reads a log that does not exist",
            "printf '\\n[recidive]\\nenabled = true\\nbackend = polling\\nlogpath = /var/log/nobody-writes-this.log\\n' "
            + ">>/etc/fail2ban/jail.local")
        {
            IsSample = true,
            Obstacle = new(
                "recidive", 4, Registers: true,
                "sed -i '/^.recidive/,$d' /etc/fail2ban/jail.local; fail2ban-client reload"),
        },
        new("fail2ban is not installed",
            "systemctl stop fail2ban; DEBIAN_FRONTEND=noninteractive dpkg -P fail2ban >/dev/null 2>&1; rm -rf /etc/fail2ban; "
            + "! command -v fail2ban-client")
        {
            Obstacle = new("fail2ban is not installed: fail2ban.ignoreip has no effect", 0, Registers: true, ""),
        },
    ];

    private static IEnumerable<Place> Objects =>
    [
        new("objects of a wizard (pjsip_wizard.conf) beside those of files", $"""
            cat >/etc/asterisk/pjsip_wizard.conf <<'C'
            [carrier]
            type = wizard
            remote_hosts = 203.0.113.20
            endpoint/context = from-trunk

            [phone300]
            type = wizard
            accepts_auth = yes
            accepts_registrations = yes
            inbound_auth/username = phone300
            inbound_auth/password = lab-300
            endpoint/context = from-internal
            C
            chown asterisk: /etc/asterisk/pjsip_wizard.conf; {Restart}
            """)
        {
            IsSample = true,
            Check = box => box.Sh($"{Endpoint("carrier")} && {Endpoint("phone300")}"),
        },
        new("objects of a database (astdb, by sorcery.conf) beside those of files", $$"""
            printf '[res_pjsip]\nendpoint=config,pjsip.conf,criteria=type=endpoint\nendpoint=astdb,ps_endpoints\n' \
              >/etc/asterisk/sorcery.conf
            asterisk -rx 'database put ps_endpoints/endpoint 400 "{\"context\":\"from-internal\",\"aors\":\"400\"}"'
            chown asterisk: /etc/asterisk/sorcery.conf; {{Restart}}; {{Endpoint("400")}}
            """)
        {
            Check = box => box.Sh(Endpoint("400")),
        },
        new("objects of a database (SQLite in realtime, by extconfig.conf) beside those of files", $"""
            cd /etc/asterisk
            printf '[res_pjsip]\nendpoint=config,pjsip.conf,criteria=type=endpoint\nendpoint=realtime,ps_endpoints\n' >sorcery.conf
            printf '[settings]\nps_endpoints => sqlite3,pbx,ps_endpoints\n' >extconfig.conf
            printf '[pbx]\ndbfile => /var/lib/asterisk/pbx.sqlite3\n' >res_config_sqlite3.conf
            python3 -c 'import sqlite3; d = sqlite3.connect("/var/lib/asterisk/pbx.sqlite3")
            d.execute("create table ps_endpoints (id text primary key, context text, aors text)")
            d.execute("insert into ps_endpoints values (400, \"from-internal\", 400)"); d.commit()'
            chown asterisk: *.conf /var/lib/asterisk/pbx.sqlite3; {Restart}; {Endpoint("400")}
            """)
        {
            Check = box => box.Sh(Endpoint("400")),
        },
        new("all objects of PJSIP come from a database", $"""
            printf '[res_pjsip]\nendpoint=astdb,ps_endpoints\nauth=astdb,ps_auths\naor=astdb,ps_aors\n' >/etc/asterisk/sorcery.conf
            chown asterisk: /etc/asterisk/sorcery.conf; {Restart}
            """)
        {
            Obstacle = new("endpoint=config,pjsip.conf,criteria=type=endpoint", 5, Registers: false, $"""
                for type in endpoint auth aor; do echo "$type=config,pjsip.conf,criteria=type=$type"; done >>/etc/asterisk/sorcery.conf
                {Restart}
                """)
            {
                Meanwhile = "asterisk -rx 'http show status' | grep 'HTTPS Server Enabled'; "
                    + "fail2ban-client get asterisk ignoreip | grep 10.0.8.0",
            },
        },
    ];

    private static IEnumerable<Place> Logins =>
    [
        new("~/.bashrc of the account prints a line",
            "sed -i '1i echo \"[ welcome to the PBX ]\" | tee /dev/stderr' /home/reconciler/.bashrc")
        {
            IsSample = true,
        },
        new("the login shell is dash", "usermod -s /bin/dash reconciler"),
        new("the login shell is busybox's ash", "ln -s /bin/busybox /usr/local/bin/ash; usermod -s /usr/local/bin/ash reconciler"),
        new("the login shell is zsh", "usermod -s /usr/local/bin/zsh reconciler") { Before = box => Bring(box, "/bin/zsh-static", "zsh") },
        new("sudo has `requiretty`", "sed -i '1i Defaults requiretty' /etc/sudoers.d/reconciler")
        {
            Obstacle = new(
                "Defaults:reconciler !requiretty", 4, Registers: false,
                "sed -i '1a Defaults:reconciler !requiretty' /etc/sudoers.d/reconciler"),
        },
        new("sshd, PAM and the account greet: a banner, /etc/motd, a message of PAM", """
            printf 'AUTHORIZED USE ONLY\n' >/etc/ssh/banner; printf 'Banner /etc/ssh/banner\nPrintMotd yes\n' >/etc/ssh/sshd_config.d/a.conf
            printf 'Welcome to the PBX\n' >/etc/motd
            printf 'session optional pam_echo.so file=/etc/motd\nsession optional pam_exec.so stdout /bin/date\n' >>/etc/pam.d/sshd
            systemctl restart ssh
            """),
        new("the box is reached by an IPv6 address")
        {
            Outside = ByIpv6,
            State = s => Change("tlsbindaddr: 0.0.0.0:8089", "tlsbindaddr: \"[::]:8089\"")(
                Change("10.0.8.0/24]", "10.0.8.0/24, \"fd00:5::/32\"]")(s)),
        },
        new("sshd listens on port 2222", "echo 'Port 2222' >/etc/ssh/sshd_config.d/port.conf; systemctl restart ssh; "
            + "iptables -I INPUT -p tcp --dport 2222 -j ACCEPT") // Issabel's firewall knows 22 alone
        {
            State = Change("    user: reconciler ", "    port: 2222\n    user: reconciler "),
            Outside = AtPort2222,
        },
        new("sshd has an ECDSA host key alone", HostKey("ecdsa")) { Outside = KnowAnew },
        new("sshd has an RSA host key alone", HostKey("rsa")) { Outside = KnowAnew },
    ];
}
