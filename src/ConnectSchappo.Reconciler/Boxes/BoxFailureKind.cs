namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>Why a box could not be worked with; a closed list, also the label of a metric.</summary>
internal enum BoxFailureKind
{
    /// <summary>No connection, or it was lost: worth trying again by itself.</summary>
    Unreachable,

    /// <summary>Its host key is unknown, changed or revoked: a person decides.</summary>
    HostKey,

    /// <summary>It does not let us in, or gives no root shell: a person decides.</summary>
    AccessRefused,

    /// <summary>It is there and did not answer in time.</summary>
    Deadline,

    /// <summary>Nobody listens on that port of it.</summary>
    PortClosed,

    /// <summary>It answered something that we do not understand.</summary>
    Unexpected,

    /// <summary>It sent more than we are ready to hold: a person looks what prints there.</summary>
    Excess,
}
