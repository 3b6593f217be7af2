namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// The ladder: what makes a change effective, from what nobody notices to what everybody does. The order of the values is the
/// order in which they are carried out, and the greater one disturbs more people.
/// </summary>
public enum Activation
{
    /// <summary>The next start reads it.</summary>
    None,

    Fail2banReload,

    /// <summary>Lifts the bans of protected addresses, one by one.</summary>
    Unban,

    HttpReload,

    /// <summary>Calls that begin afterwards take other ports and servers for their sound; those that are up keep theirs.</summary>
    RtpReload,

    PjsipReload,

    SipReload,

    StartFail2ban,

    StartAsterisk,

    /// <summary>A restart of Asterisk, only while no channel is up unless the policy says otherwise.</summary>
    Restart,
}
