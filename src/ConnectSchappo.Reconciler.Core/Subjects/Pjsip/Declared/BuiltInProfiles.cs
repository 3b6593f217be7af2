using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>The profiles that every desired state has without writing them.</summary>
internal static class BuiltInProfiles
{
    /// <summary>
    /// A softphone in a browser: exactly what one needs on Asterisk 16. webrtc=yes implies AVPF, ICE, rtcp-mux, bundle and DTLS with
    /// fingerprints (res/res_pjsip/pjsip_configuration.c), so none of these stands here. Five contacts and remove_existing let a browser
    /// that lost its socket come back at once.
    /// </summary>
    private static readonly ExtensionParts WebRtc = new(
        Options(("auth_type", "userpass")),
        Options(("max_contacts", "5"), ("remove_existing", "yes"), ("qualify_frequency", "30")),
        Options(
            ("context", "from-internal"), ("disallow", "all"), ("allow", "ulaw,alaw"), ("webrtc", "yes"), ("direct_media", "no"),
            ("dtmf_mode", "rfc4733"), ("rtp_symmetric", "yes"), ("force_rport", "yes"), ("rewrite_contact", "yes")));

    /// <summary>A desk phone over plain SIP, behind NAT or not: one device, so a new registration takes the place of the old.</summary>
    private static readonly ExtensionParts Phone = new(
        Options(("auth_type", "userpass")),
        Options(("max_contacts", "1"), ("remove_existing", "yes"), ("qualify_frequency", "60")),
        Options(
            ("context", "from-internal"), ("disallow", "all"), ("allow", "ulaw,alaw"), ("direct_media", "no"),
            ("dtmf_mode", "rfc4733"), ("rtp_symmetric", "yes"), ("force_rport", "yes"), ("rewrite_contact", "yes")));

    public static EquatableArray<DeclaredProfile> At(string file)
    {
        var place = new SourceLocation(file, 1, 1);
        return [new("webrtc", null, WebRtc, place), new("phone", null, Phone, place)];
    }

    private static EquatableArray<DeclaredOption> Options(params (string Name, string Value)[] options) =>
        options.Select(o => new DeclaredOption(o.Name, new DesiredValue.Text(o.Value), IsList: false, default)).ToEquatableArray();
}
