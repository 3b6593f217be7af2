namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>Why there is no manager interface to be had. Asterisk's command line serves in its place.</summary>
internal enum AmiAbsence
{
    /// <summary>manager.conf is missing or does not enable it.</summary>
    Disabled,

    /// <summary>No account in manager.conf may do what we need, from 127.0.0.1.</summary>
    NoAccount,

    /// <summary>Nothing listens, or the box cannot connect: Asterisk may be down.</summary>
    PortClosed,

    /// <summary>Something listens that does not speak the manager protocol, or hangs up.</summary>
    NotAsterisk,

    /// <summary>Asterisk refuses the account: manager.conf in memory is another than on disk, or an ACL is in the way.</summary>
    LoginRefused,
}
