namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>The sorcery object types of res_pjsip that a desired state may hold, in the order in which they are written.</summary>
public enum PjsipType
{
    Auth,
    Aor,
    Endpoint,

    /// <summary>Which addresses are an endpoint's (res_pjsip_endpoint_identifier_ip).</summary>
    Identify,

    /// <summary>An account of ours at somebody else's server (res_pjsip_outbound_registration).</summary>
    Registration,

    Transport,

    /// <summary>Who may talk to PJSIP at all (res_pjsip_acl).</summary>
    Acl,

    /// <summary>There is one of it, by the name <c>global</c>.</summary>
    Global,

    /// <summary>There is one of it, by the name <c>system</c>; Asterisk reads it at its start alone.</summary>
    System,
}
