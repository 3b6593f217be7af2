namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Which module reads repeats which way.</summary>
public static class RepeatRules
{
    /// <summary>
    /// Fields that sorcery hands to a handler which adds: set_var and the lists of addresses of an endpoint, local_net and cipher
    /// of a transport, match of an identify, contact of an aor (the field_register_custom calls of res_pjsip), and codecs.
    /// </summary>
    private static readonly HashSet<string> PjsipLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "allow", "disallow", "set_var", "permit", "deny", "acl", "contact_permit", "contact_deny", "contact_acl", "local_net", "match", "contact",
    };

    private static readonly HashSet<string> SipLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "allow", "disallow", "setvar", "permit", "deny", "contactpermit", "contactdeny", "localnet", "register",
    };

    private static readonly HashSet<string> RtpLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "ice_acl", "ice_permit", "ice_deny", "ice_blacklist", "stun_acl", "stun_permit", "stun_deny", "stun_blacklist",
    };

    /// <summary>
    /// The rule of a configuration, by the name of its top file, for a key. http.conf and sip.conf: the last one wins; rtp.conf:
    /// the first one, and its lists of addresses add up; pjsip.conf: the last one, codecs and lists add up; modules.conf: every load line counts, and of autoload the
    /// first (main/http.c, res_rtp_asterisk.c, chan_sip.c, main/loader.c of 16.28; the first three also by experiment).
    /// </summary>
    public static RepeatRule Of(string topPath, string key) => topPath[(topPath.LastIndexOf('/') + 1)..] switch
    {
        "rtp.conf" => RtpLists.Contains(key) ? RepeatRule.Cumulative : RepeatRule.FirstWins,
        "pjsip.conf" => PjsipLists.Contains(key) ? RepeatRule.Cumulative : RepeatRule.LastWins,
        "sip.conf" => SipLists.Contains(key) ? RepeatRule.Cumulative : RepeatRule.LastWins,
        "modules.conf" => key.Equals("autoload", StringComparison.OrdinalIgnoreCase) ? RepeatRule.FirstWins : RepeatRule.Cumulative,
        _ => RepeatRule.LastWins,
    };
}
