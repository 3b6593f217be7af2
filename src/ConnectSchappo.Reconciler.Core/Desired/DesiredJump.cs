namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>A jump host: the SSH server through which a box is reached, with the same key as the box.</summary>
public sealed record DesiredJump
{
    /// <summary>A host name or an IP address, as this host sees it.</summary>
    public required string Address { get; init; }

    /// <summary>The TCP port of its sshd. Default: 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The account on the jump host. It needs no shell and no sudo: it only opens TCP connections.</summary>
    public required string User { get; init; }

    /// <summary>The pinned host key as <c>SHA256:base64</c>, or null where a known_hosts file decides.</summary>
    public string? HostKey { get; init; }
}
