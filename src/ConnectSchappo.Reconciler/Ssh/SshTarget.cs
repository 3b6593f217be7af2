namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Where a box answers SSH, and as whom we come.</summary>
/// <param name="Name">The box's name in the desired state; it only appears in messages.</param>
/// <param name="Address">A host name or an IP address; known_hosts is asked for it as it stands here.</param>
/// <param name="Port">The TCP port of sshd, 22 by default.</param>
/// <param name="User">The account on the box that may use sudo without a password.</param>
/// <param name="HostKey">The pinned fingerprint. When there is one it alone decides, and known_hosts can only revoke.</param>
internal sealed record SshTarget(string Name, string Address, int Port, string User, HostKeyFingerprint? HostKey)
{
    /// <summary>The name as OpenSSH writes it in known_hosts: the address alone on port 22, <c>[address]:port</c> elsewhere.</summary>
    public string KnownHostsName => Port == KnownHosts.DefaultPort ? Address : $"[{Address}]:{Port}";
}
