namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a drift is about: the closed list that metrics and messages use.</summary>
public enum DriftKind
{
    Http,
    Rtp,
    Logger,
    Modules,
    Auth,
    Aor,
    Endpoint,

    /// <summary>Any other object of PJSIP, such as a transport.</summary>
    Pjsip,

    Sip,
    Fail2ban,

    /// <summary>A protected address is banned.</summary>
    Ban,

    /// <summary>Our file, or the line that makes Asterisk read it, is not as we leave it.</summary>
    Ownership,

    /// <summary>Something of others breaks, cuts or overrides ours.</summary>
    Foreign,

    Certificate,

    /// <summary>Asterisk or fail2ban is not running.</summary>
    Service,
}
