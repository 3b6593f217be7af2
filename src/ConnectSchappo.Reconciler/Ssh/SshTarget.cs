using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Where a box, or the jump host before it, answers SSH, and as whom we come.</summary>
/// <param name="Name">The box's name in the desired state; it only appears in messages.</param>
/// <param name="Address">A host name or an IP address; known_hosts is asked for it as it stands here.</param>
/// <param name="Port">The TCP port of sshd, 22 by default.</param>
/// <param name="User">The account on that host; on the box it may use sudo without a password.</param>
/// <param name="HostKey">The pinned fingerprint. When there is one it alone decides, and known_hosts can only revoke.</param>
internal sealed record SshTarget(string Name, string Address, int Port, string User, HostKeyFingerprint? HostKey)
{
    /// <summary>The jump host through which this one is reached; null where it is reached directly.</summary>
    public SshTarget? Jump { get; init; }

    /// <summary>Whether this is the jump host of the box <see cref="Name"/>, and not the box.</summary>
    public bool IsJump { get; init; }

    /// <summary>The name as OpenSSH writes it in known_hosts: the address alone on port 22, <c>[address]:port</c> elsewhere.</summary>
    public string KnownHostsName => Port == KnownHosts.DefaultPort ? Address : $"[{Address}]:{Port}";

    /// <summary>Which host it is, in a message: its name, with where it answers in parentheses.</summary>
    public Message Described => Jump is { } jump
        ? (Message)$"{Called} ({Login} through the jump host {jump.Login})"
        : $"{Called} ({Login})";

    /// <summary>What a message calls it where it has been described.</summary>
    public Message ThisHost => IsJump ? (Message)$"the jump host" : $"the box";

    /// <summary>Where the connection to it comes from, in a message.</summary>
    public Message From => Jump is { } jump ? (Message)$"the jump host {jump.Address}" : $"this host";

    /// <summary>Where the desired state holds what is said of it.</summary>
    public Message InState => IsJump ? (Message)$"`jump` of the box" : $"the box";

    private string Login => $"{User}@{Address}:{Port}";

    private Message Called => IsJump ? (Message)$"{Name}'s jump host" : $"{Name}";
}
