using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// Options of PJSIP's objects. Sources, where a row names no other: Asterisk 16.28, res/res_pjsip and the modules beside it; how values
/// compare and what memory shows was tried with AMI's EndpointDetail, AuthDetail and AorDetail, and with <c>pjsip show</c>.
/// </summary>
internal static class PjsipRows
{
    public static SectionRows Of(PjsipType type) => type switch
    {
        PjsipType.Auth => Auth,
        PjsipType.Aor => Aor,
        PjsipType.Endpoint => Endpoint,
        PjsipType.Identify => Identify,
        PjsipType.Registration => Registration,
        PjsipType.Transport => Transport,
        PjsipType.Acl => Acl,
        PjsipType.Global => Global,
        PjsipType.System => System,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static SectionRows Auth { get; } = new("pjsip.conf/auth", "auth", $"an auth")
    {
        // Source: res_pjsip/config_auth.c: an auth without them is refused.
        {
            "username",
            o => o with
            {
                DecidesAccess = true,
                Needed = new OptionNeed.With(
                    "auth_type", ["userpass", "md5"], $"Add `username: <the name that the phone registers with>`."),
            }
        },
        {
            "password",
            o => o with { IsSecret = true, Needed = new OptionNeed.With("auth_type", ["userpass"], $"Add `password: {{secret: NAME}}`.") }
        },
        {
            "md5_cred",
            o => o with { IsSecret = true, Needed = new OptionNeed.With("auth_type", ["md5"], $"Add `md5_cred: {{secret: NAME}}`.") }
        },
        { "auth_type", o => o with { DecidesAccess = true } },
        { "realm", o => o with { DecidesAccess = true } },

        // Source: res_pjsip/config_auth.c of 18.26.4 and 20.20.1; password_digest is ALGORITHM:HASH.
        { "refresh_token", 18, o => o with { IsSecret = true } },
        { "oauth_secret", 18, o => o with { IsSecret = true } },
        { "password_digest", 20, o => o with { IsSecret = true } },
    };

    private static SectionRows Aor { get; } = new("pjsip.conf/aor", "aor", $"an AOR")
    {
        // Source: location.c, permanent_uri_handler adds each; tried: of a static contact the command line alone tells.
        { "contact", o => o with { Repeats = RepeatRule.Cumulative, ShownAs = ShownAs.Nothing } },
        { "max_contacts", o => o with { KeepsFromCalls = true } },
    };

    private static SectionRows Endpoint { get; } = new("pjsip.conf/endpoint", "endpoint", $"an endpoint")
    {
        { "auth", o => o with { DecidesAccess = true, RefersTo = PjsipType.Auth, ComparedAs = ComparedAs.Items } },
        { "outbound_auth", o => o with { RefersTo = PjsipType.Auth, ComparedAs = ComparedAs.Items } },
        { "aors", o => o with { RefersTo = PjsipType.Aor, ComparedAs = ComparedAs.Items } },
        { "transport", o => o with { RefersTo = PjsipType.Transport } },
        { "identify_by", o => o with { DecidesAccess = true, ComparedAs = ComparedAs.Items } },

        // Each line adds to one list, in which one name twice voids the object. Memory shows the list's first ACL alone, and rules of the
        // object's own, which come first, as deny/permit. Source: main/acl.c, ast_append_acl; pjsip_configuration.c, acl_to_str; tried.
        { "permit", o => AccessRule(o) with { ShownAs = ShownAs.Nothing } },
        { "deny", o => AccessRule(o) with { ShownAs = ShownAs.Nothing } },
        { "acl", o => AccessList(o) with { ShownAs = ShownAs.FirstItem, HiddenBy = ["permit", "deny"] } },
        { "contact_permit", o => AccessRule(o) with { ShownAs = ShownAs.Nothing } },
        { "contact_deny", o => AccessRule(o) with { ShownAs = ShownAs.Nothing } },
        { "contact_acl", o => AccessList(o) with { ShownAs = ShownAs.FirstItem, HiddenBy = ["contact_permit", "contact_deny"] } },

        // One list of codecs, in which each line has its say. Tried: allow=ulaw then allow=alaw,!ulaw gives alaw.
        { "allow", o => o with { Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Codecs, KeepsFromCalls = true } },
        {
            "disallow",
            o => o with { Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Codecs, CountsAs = "allow", KeepsFromCalls = true }
        },

        { "webrtc", o => o with { KeepsFromCalls = true } },
        { "context", o => o with { KeepsFromCalls = true } },

        { "codec_prefs_incoming_offer", 18, o => o with { ComparedAs = ComparedAs.CodecPreferences } },
        { "codec_prefs_incoming_answer", 18, o => o with { ComparedAs = ComparedAs.CodecPreferences } },
        { "codec_prefs_outgoing_offer", 18, o => o with { ComparedAs = ComparedAs.CodecPreferences } },
        { "codec_prefs_outgoing_answer", 18, o => o with { ComparedAs = ComparedAs.CodecPreferences } },

        // Source: pjsip_configuration.c, set_var_handler: all behind the first "=" is the value, commas too.
        { "set_var", o => o with { Repeats = RepeatRule.Cumulative, IsOneALine = true } },
        { "callerid", o => o with { ComparedAs = ComparedAs.CallerId, DefaultInMemory = "<unknown>" } },
        { "call_group", o => o with { ComparedAs = ComparedAs.Groups } },
        { "pickup_group", o => o with { ComparedAs = ComparedAs.Groups } },
        { "named_call_group", o => o with { ComparedAs = ComparedAs.Items } },
        { "named_pickup_group", o => o with { ComparedAs = ComparedAs.Items } },
        { "media_address", o => o with { HoldsAddresses = true } },
        { "tos_audio", o => o with { ComparedAs = ComparedAs.TypeOfService } },
        { "tos_video", o => o with { ComparedAs = ComparedAs.TypeOfService } },

        // The sources have it as text, and it takes words for yes and no: stir_shaken_handler.
        { "stir_shaken", o => o with { ComparedAs = ComparedAs.Word } },

        // Tried with each option of the catalogue and a bare object: the lists lack these, and of the last tell connected_line_method.
        { "contact_user", o => o with { ShownAs = ShownAs.Nothing } },
        { "redirect_method", o => o with { ShownAs = ShownAs.Nothing } },
        { "direct_media_method", o => o with { ShownAs = ShownAs.AnotherOption } },

        // Shown where it is set alone, so that its silence tells nothing. Tried on 22.10.1, also for a registration.
        { "security_mechanisms", 18, o => o with { ShownAs = ShownAs.Nothing } },

        // What webrtc=yes sets by itself. Source: pjsip_configuration.c, sip_endpoint_apply_handler; AMI's EndpointDetail.
        { "use_avpf", o => o with { UnderWebRtc = "yes" } },
        { "ice_support", o => o with { UnderWebRtc = "yes" } },
        { "rtcp_mux", o => o with { UnderWebRtc = "yes" } },
        { "bundle", o => o with { UnderWebRtc = "yes" } },
        { "media_use_received_transport", o => o with { UnderWebRtc = "yes" } },
        { "media_encryption", o => o with { UnderWebRtc = "dtls" } },

        // As Yes or No in 16, 18, 21, and up to 20.19 and 22.9; later ones show fingerprint and certificate by these words. Source:
        // pjsip_configuration.c, dtlsverify_to_str; tried on 16.28 and 22.10.1.
        { "dtls_verify", o => o with { ShownAs = ShownAs.YesOrNo, IsForcedByWebRtc = true } },
        { "dtls_setup", o => o with { IsForcedByWebRtc = true } },
        { "dtls_auto_generate_cert", o => o with { IsForcedByWebRtc = true } },

        // 0 from 18.21, 20.6, 21.1 and 22.0 on, whatever the file says. Source: pjsip_configuration.c, by tags; 22.10.1, tried.
        { "dtls_rekey", 18, o => o with { IsForcedByWebRtc = true } },
    };

    private static SectionRows Identify { get; } = new("pjsip.conf/identify", "identify", $"an identify")
    {
        {
            "endpoint",
            o => o with
            {
                DecidesAccess = true,
                RefersTo = PjsipType.Endpoint,
                Needed = new OptionNeed.Always($"so it identifies no endpoint", $"Add `endpoint: <the name of an endpoint>`."),
            }
        },

        // Source: res_pjsip_endpoint_identifier_ip.c, ip_identify_match_handler; tried.
        {
            "match",
            o => Networks(o) with
            {
                DecidesAccess = true,
                Repeats = RepeatRule.Cumulative,
                ShownAs = ShownAs.Addresses,
                Needed = new OptionNeed.Always(
                    $"so it matches no call", $"Add `match: <the carrier's IP address or network>`.", Or: "match_header"),
            }
        },
        { "match_header", o => o with { DecidesAccess = true } },

        // Source: res_pjsip_endpoint_identifier_ip.c of 18.26.4.
        { "match_request_uri", 18, o => o with { DecidesAccess = true } },
    };

    private static SectionRows Registration { get; } = new("pjsip.conf/registration", "registration", $"a registration")
    {
        { "outbound_auth", o => o with { RefersTo = PjsipType.Auth, ComparedAs = ComparedAs.Items } },
        { "endpoint", o => o with { DecidesAccess = true, RefersTo = PjsipType.Endpoint } },
        { "transport", o => o with { RefersTo = PjsipType.Transport } },
        {
            "server_uri",
            o => o with
            {
                Needed = new OptionNeed.Always($"so Asterisk has no server to register at", $"Add `server_uri: sip:<the carrier's host>`."),
            }
        },
        {
            "client_uri",
            o => o with
            {
                Needed = new OptionNeed.Always(
                    $"so Asterisk has no account to register", $"Add `client_uri: sip:<your account>@<the carrier's host>`."),
            }
        },
        { "security_mechanisms", 18, o => o with { ShownAs = ShownAs.Nothing } },
    };

    private static SectionRows Transport { get; } = new(
        "pjsip.conf/transport", "transport", $"a transport", o => o with { TakesEffect = TakesEffect.AtReloadIfAllowed })
    {
        {
            "bind",
            o => o with
            {
                HoldsAddresses = true,
                ComparedAs = ComparedAs.TransportAddress,
                IsComparedUnasked = false, // every transport has one
                Needed = new OptionNeed.Always($"so it does not open", $"Add `bind: <address>:<port>`, for example `bind: 0.0.0.0:5061`."),
            }
        },
        { "password", o => o with { IsSecret = true } },
        { "tos", o => o with { ComparedAs = ComparedAs.TypeOfService } },

        // Source: config_transport.c, transport_tls_cipher_handler adds each; tried.
        { "cipher", o => o with { Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Items } },

        // Taken at a reload although allow_reload is no. Source: config_transport.c, transport_apply; each tried.
        { "allow_reload", o => o with { TakesEffect = TakesEffect.AtReload } },
        { "external_media_address", o => o with { HoldsAddresses = true, TakesEffect = TakesEffect.AtReload } },
        { "external_signaling_address", o => o with { HoldsAddresses = true, TakesEffect = TakesEffect.AtReload } },
        { "external_signaling_port", o => o with { TakesEffect = TakesEffect.AtReload } },
        { "local_net", o => Networks(o) with { Repeats = RepeatRule.Cumulative, TakesEffect = TakesEffect.AtReload } },
        { "symmetric_transport", o => o with { TakesEffect = TakesEffect.AtReload } },
    };

    // Source: res_pjsip_acl.c, acl_handler. Asterisk shows its ACLs nowhere.
    private static SectionRows Acl { get; } = new("pjsip.conf/acl", "acl", $"an acl", o => o with { ShownAs = ShownAs.Nothing })
    {
        { "permit", AccessRule },
        { "deny", AccessRule },
        { "acl", AccessList },
        { "contact_permit", AccessRule },
        { "contact_deny", AccessRule },
        { "contact_acl", AccessList },
    };

    private static SectionRows Global { get; } = new("pjsip.conf/global", "global", $"the global object")
    {
        { "default_outbound_endpoint", o => o with { RefersTo = PjsipType.Endpoint } },

        // The sources have it as text, and it takes words for yes and no, or an address.
        { "debug", o => o with { ComparedAs = ComparedAs.Word } },
    };

    // Read at the start alone; tried: "Type 'system' is not reloadable".
    private static SectionRows System { get; } = new(
        "pjsip.conf/system", "system", $"the system object", o => o with { TakesEffect = TakesEffect.AtStart })
    {
        // Source: res_pjsip/config_system.c, system_apply, tried: where it is less than 64 times timer_t1, it becomes that.
        { "timer_b", o => o with { IsComparedUnasked = false } },

        // Their defaults changed within a series: from 5 to 1 and from 0 to 4 between 20.0 and 20.20, and between 22.0 and 22.10.
        { "threadpool_auto_increment", o => o with { IsComparedUnasked = false } },
        { "threadpool_initial_size", o => o with { IsComparedUnasked = false } },
    };

    private static Option Networks(Option option) => option with { HoldsAddresses = true, ComparedAs = ComparedAs.Networks };

    private static Option AccessRule(Option option) => Networks(option) with { DecidesAccess = true, Repeats = RepeatRule.Cumulative };

    private static Option AccessList(Option option) =>
        option with { DecidesAccess = true, Repeats = RepeatRule.Cumulative, ComparedAs = ComparedAs.Items };
}
