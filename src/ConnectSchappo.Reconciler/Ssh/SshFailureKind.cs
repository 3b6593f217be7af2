namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Why something over SSH did not come about. Closed: whoever reads it decides by it, never by a message.</summary>
internal enum SshFailureKind
{
    /// <summary>No TCP connection: refused, no route, or no answer.</summary>
    Unreachable,

    /// <summary>The address is a name that does not resolve.</summary>
    NameNotFound,

    /// <summary>No key is on record for the host.</summary>
    HostKeyUnknown,

    /// <summary>The host presented another key than the one on record.</summary>
    HostKeyChanged,

    /// <summary>The host presented a key that is marked as revoked.</summary>
    HostKeyRevoked,

    /// <summary>The two sides have no algorithm in common, or the key exchange failed.</summary>
    NegotiationFailed,

    /// <summary>The box does not take our key for this user.</summary>
    AuthenticationRefused,

    /// <summary>Our private key file is missing, unreadable, encrypted or no key.</summary>
    KeyFileUnreadable,

    /// <summary>Logged in, but sudo gives no root shell without a password.</summary>
    SudoRefused,

    /// <summary>The time allowed ran out.</summary>
    Deadline,

    /// <summary>The connection ended while it was needed.</summary>
    ConnectionLost,

    /// <summary>The box opened no channel, or the command in it did not start.</summary>
    ChannelRefused,

    /// <summary>Nothing takes a TCP connection at that place, as seen from the box.</summary>
    PortClosed,

    /// <summary>A script printed more than we are ready to hold.</summary>
    OutputTooLarge,
}
