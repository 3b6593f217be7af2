using System.Collections.Frozen;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// What options of a peer of chan_sip are for an extension of PJSIP. Source: the options' documentation in sip.conf.sample and in the
/// sources of PJSIP's modules, Asterisk 16.28, and which of them Asterisk's own contrib/scripts/sip_to_pjsip relates.
/// </summary>
internal static class SipEquivalents
{
    private static readonly FrozenDictionary<string, EquatableArray<SipEquivalent>> Rows = new Dictionary<string,
        EquatableArray<SipEquivalent>>
    {
        ["context"] = [new("endpoint", "context")],
        ["disallow"] = [new("endpoint", "disallow")],
        ["allow"] = [new("endpoint", "allow")],
        ["callerid"] = [new("endpoint", "callerid")],
        ["fullname"] = [new("endpoint", "callerid")],
        ["language"] = [new("endpoint", "language")],
        ["accountcode"] = [new("endpoint", "accountcode")],
        ["mailbox"] = [new("endpoint", "mailboxes")],
        ["subscribecontext"] = [new("endpoint", "subscribe_context")],
        ["musicclass"] = [new("endpoint", "moh_suggest")],
        ["mohsuggest"] = [new("endpoint", "moh_suggest")],
        ["tonezone"] = [new("endpoint", "tone_zone")],
        ["fromuser"] = [new("endpoint", "from_user")],
        ["fromdomain"] = [new("endpoint", "from_domain")],
        ["callgroup"] = [new("endpoint", "call_group")],
        ["pickupgroup"] = [new("endpoint", "pickup_group")],
        ["namedcallgroup"] = [new("endpoint", "named_call_group")],
        ["namedpickupgroup"] = [new("endpoint", "named_pickup_group")],
        ["busylevel"] = [new("endpoint", "device_state_busy_at")],
        ["setvar"] = [new("endpoint", "set_var")],
        ["deny"] = [new("endpoint", "deny")],
        ["permit"] = [new("endpoint", "permit")],
        ["acl"] = [new("endpoint", "acl")],
        ["contactdeny"] = [new("endpoint", "contact_deny")],
        ["contactpermit"] = [new("endpoint", "contact_permit")],
        ["contactacl"] = [new("endpoint", "contact_acl")],
        ["rtptimeout"] = [new("endpoint", "rtp_timeout")],
        ["rtpholdtimeout"] = [new("endpoint", "rtp_timeout_hold")],
        ["rtpkeepalive"] = [new("endpoint", "rtp_keepalive")],
        ["session-expires"] = [new("endpoint", "timers_sess_expires")],
        ["session-minse"] = [new("endpoint", "timers_min_se")],
        ["parkinglot"] = [new("endpoint", "set_var", (v, _) => $"CHANNEL(parkinglot)={v}")],

        ["trustrpid"] = [new("endpoint", "trust_id_inbound", Truth)],
        ["avpf"] = [new("endpoint", "use_avpf", Truth)],
        ["icesupport"] = [new("endpoint", "ice_support", Truth)],
        ["allowsubscribe"] = [new("endpoint", "allow_subscribe", Truth)],
        ["allowtransfer"] = [new("endpoint", "allow_transfer", Truth)],
        ["faxdetect"] = [new("endpoint", "fax_detect", Truth)],

        ["dtmfmode"] =
        [
            new("endpoint", "dtmf_mode", (v, _) => v.ToLowerInvariant() switch
            {
                "rfc2833" => "rfc4733",
                "info" or "inband" or "auto" => v.ToLowerInvariant(),
                _ => null,
            }),
        ],
        ["directmedia"] = [new("endpoint", "direct_media", DirectMedia)],
        ["canreinvite"] = [new("endpoint", "direct_media", DirectMedia)],
        ["encryption"] = [new("endpoint", "media_encryption", (_, truth) => truth == "yes" ? "sdes" : truth)],
        ["dtlsenable"] = [new("endpoint", "media_encryption", (_, truth) => truth == "yes" ? "dtls" : truth)],
        ["t38pt_udptl"] = [new("endpoint", "t38_udptl", (v, truth) => truth ?? (v.StartsWith("yes",
            StringComparison.OrdinalIgnoreCase) ? "yes" : null))],
        ["sendrpid"] =
        [
            new("endpoint", "send_rpid", (v, truth) => v is "pai" ? "no" : v is "rpid" ? "yes" : truth),
            new("endpoint", "send_pai", (v, _) => v is "pai" ? "yes" : "no"),
        ],
        ["session-timers"] =
        [
            new("endpoint", "timers", (v, _) => v.ToLowerInvariant() switch
            {
                "accept" => "yes",
                "originate" => "always",
                "refuse" => "no",
                _ => null,
            }),
        ],

        // Words with commas between them; yes is force_rport and comedia.
        ["nat"] =
        [
            new("endpoint", "force_rport", (v, _) => Says(v, "force_rport", "auto_force_rport", "yes", "route")),
            new("endpoint", "rewrite_contact", (v, _) => Says(v, "force_rport", "auto_force_rport", "yes", "route")),
            new("endpoint", "rtp_symmetric", (v, _) => Says(v, "comedia", "auto_comedia", "yes")),
        ],

        // A number of milliseconds is the longest that an answer may take.
        ["qualify"] = [new("aor", "qualify_frequency", (v, truth) => truth == "no" || v == "0" ? "0" : "60")],
        ["qualifyfreq"] = [new("aor", "qualify_frequency")],

        // The name and the kind of account, and what only whoever does not register needs.
        ["type"] = [],
        ["host"] = [],
        ["secret"] = [],
        ["md5secret"] = [],
        ["username"] = [],
        ["defaultuser"] = [],
        ["transport"] = [],
        ["port"] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What an option is for an extension; none where that follows by itself. Null where it has no equal.</summary>
    public static EquatableArray<SipEquivalent>? Of(string option) => Rows.TryGetValue(option, out var row) ? row : null;

    private static string? Truth(string value, string? truth) => truth;

    private static string? DirectMedia(string value, string? truth) => truth ?? (value is "nonat" or "update" ? "yes" : null);

    private static string Says(string value, params string[] words) =>
        value.Split(',', StringSplitOptions.TrimEntries).Any(w => words.Contains(w, StringComparer.OrdinalIgnoreCase)) ? "yes" : "no";
}
