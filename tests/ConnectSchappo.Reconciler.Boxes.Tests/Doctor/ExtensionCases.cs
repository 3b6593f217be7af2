using static ConnectSchappo.Reconciler.Boxes.Tests.Doctor.DoctorScene;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Faults of an extension: what it is made of, its logins, contacts, dialplan and codecs.</summary>
internal static class ExtensionCases
{
    public static DoctorCase[] All { get; } =
    [
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
        new("the endpoint asks for no password", "extension", "no-auth", "252 asks for no password")
        {
            Break = ByHand("auth=252\n", ""), Repair = TakeBack, Extension = "252", IsRemark = true,
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
                return NothingMore;
            },
        },
        new("the softphone logs in by a name that Asterisk does not know", "login", "unknown-user", "somebody logs in as maria")
        {
            Break = ByHand("username=252", "username=maria"), Repair = TakeBack, Extension = "252",
            Meanwhile = async box =>
            {
                await box.Register("maria", "doctor-252");
                await Task.Delay(500);
                return NothingMore;
            },
        },
        new("an ACL refuses the phone's address", "login", "refused-by-acl", "an ACL refuses 252")
        {
            Break = ByHand("rewrite_contact=yes", "rewrite_contact=yes\ndeny=0.0.0.0/0"), Repair = TakeBack, Extension = "252",
            Meanwhile = async box =>
            {
                await box.Register("252", "doctor-252");
                await Task.Delay(500);
                return NothingMore;
            },
        },
        new("PJSIP's own ACL refuses the network of the phones", "login", "refused-unasked", "refuses 252 before it asks for a password")
        {
            Break = ByHand($"{Softphone}\n\n{Acl("198.51.100.0/24")}"), Repair = TakeBack, Extension = "252", Series = [22],
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
    ];
}
