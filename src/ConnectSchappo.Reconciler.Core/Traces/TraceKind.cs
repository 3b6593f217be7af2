namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>What of Asterisk is traced.</summary>
public enum TraceKind
{
    /// <summary>SIP messages: PJSIP's logger, and chan_sip's where it is loaded.</summary>
    Sip,

    /// <summary>RTP packets, one by one.</summary>
    Rtp,

    /// <summary>What a console of Asterisk shows at verbosity 5.</summary>
    Log,
}
