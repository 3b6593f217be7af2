namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What a line of known_hosts says of its key.</summary>
internal enum KnownHostsMarker
{
    /// <summary>The key is the host's.</summary>
    None,

    /// <summary>The key must never be accepted.</summary>
    Revoked,

    /// <summary>The key signs host certificates; told as unsupported.</summary>
    CertAuthority,
}
