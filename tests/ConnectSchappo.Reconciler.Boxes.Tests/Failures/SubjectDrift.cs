using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Failures;

/// <summary>A drift of one subject that the daemon heals within seconds, whatever is wrong with another subject.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Spoil">The script that makes it.</param>
/// <param name="Check">A script that fails unless it is healed.</param>
internal sealed record SubjectDrift(string Subject, string Spoil, string Check)
{
    private const string Own = "/etc/asterisk/reconciler_pjsip.conf";

    /// <summary>The versions of Asterisk that have the subject.</summary>
    public int[] Series { get; init; } = LabImage.EverySeries;

    /// <summary>One for each subject.</summary>
    public static SubjectDrift[] All { get; } =
    [
        new("pjsip",
            $"sed -i '/^\\[250\\]/,/^$/d' {Own}; asterisk -rx 'module reload res_pjsip.so' >/dev/null",
            "asterisk -rx 'pjsip show endpoint 250' | grep -q 'webrtc.*: yes' "
            + $"&& asterisk -rx 'pjsip show aor 250' | grep -q 'max_contacts' && grep -q max_contacts=5 {Own}"),
        new("http",
            "sed -i 's/^bindport=8088/bindport=8087/' /etc/asterisk/reconciler_http.conf; asterisk -rx 'module reload http' >/dev/null",
            "asterisk -rx 'http show status' | grep -q '127.0.0.1:8088' && grep -q '^bindport=8088' /etc/asterisk/reconciler_http.conf"),
        new("rtp",
            "sed -i 's/^rtpend=.*/rtpend=11998/' /etc/asterisk/reconciler_rtp.conf; "
            + "asterisk -rx 'module reload res_rtp_asterisk.so' >/dev/null",
            "asterisk -rx 'rtp show settings' | grep -q 'Port end: *12998' && grep -q '^rtpend=12998' /etc/asterisk/reconciler_rtp.conf"),
        new("modules",
            "sed -i '/^preload/d' /etc/asterisk/reconciler_modules.conf",
            "grep -q '^preload => res_pjsip_transport_websocket.so' /etc/asterisk/reconciler_modules.conf") { Series = [16] },
        new("sip",
            "printf '\\n[250]\\ntype=friend\\nhost=dynamic\\nsecret=x\\n' >>/etc/asterisk/sip_custom.conf; "
            + "asterisk -rx 'sip reload' >/dev/null; sleep 0.5",
            "! grep -q '^.250.' /etc/asterisk/sip_custom.conf && ! asterisk -rx 'sip show peers' | grep -q '^250'") { Series = [16] },
        new("fail2ban",
            "fail2ban-client set asterisk delignoreip 10.0.8.0/24 >/dev/null",
            "fail2ban-client get asterisk ignoreip | grep -q 10.0.8.0/24"),
    ];
}
