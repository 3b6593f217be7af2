using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>What one look at a box found, in all layers.</summary>
public sealed record Observation
{
    /// <summary>When the look began, by our clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Every file that was asked for, exists and was read, by its path.</summary>
    public required ImmutableDictionary<string, BoxFile> Files { get; init; }

    /// <summary>
    /// Files that exist and were not read, by path: nothing may be concluded from what is in no file while one of them may hold it.
    /// </summary>
    public ImmutableDictionary<string, UnseenReason> Unseen { get; init; } = ImmutableDictionary<string, UnseenReason>.Empty;

    /// <summary>
    /// What was read of Asterisk's configuration, parsed: <see cref="Files"/>, and for each of <see cref="Unseen"/> that Asterisk reads an
    /// empty file.
    /// </summary>
    public required ConfFileSet Configuration { get; init; }

    public required AsteriskLife Asterisk { get; init; }

    /// <summary>
    /// The version of Asterisk that runs. By its catalogue <see cref="Memory"/> was asked and read. Null where none runs, or where it did
    /// not say.
    /// </summary>
    public AsteriskVersion? Version { get; init; }

    public required AsteriskMemory Memory { get; init; }

    public Fail2banLife Fail2ban { get; init; } = Fail2banLife.Running;

    /// <summary>What systemd says of fail2ban's unit; asked where it is stopped.</summary>
    public ServiceUnit Fail2banUnit { get; init; }

    /// <summary>fail2ban's process where it hangs; null where it does not, or left no number.</summary>
    public ProcessState? Fail2banProcess { get; init; }

    /// <summary>The running jails by name; unknown where fail2ban does not answer.</summary>
    public required Fact<ImmutableDictionary<string, JailMemory>> Jails { get; init; }

    /// <summary>The file that was looked at for the web server's certificate; null where none was.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The certificate in <see cref="CertificatePath"/>; unknown where there is none or it is none.</summary>
    public required Fact<Certificate> CertificateOnDisk { get; init; }

    /// <summary>How the private key fits the certificate; asked on the box, which the key does not leave.</summary>
    public Fact<KeyFit> Key { get; init; } = Fact.Unknown<KeyFit>($"not asked");

    /// <summary>Of the files, the certificate and its key: those that the account may not read that Asterisk runs under.</summary>
    public Fact<ImmutableHashSet<string>> Unreadable { get; init; } = Fact.Unknown<ImmutableHashSet<string>>($"not asked");

    /// <summary>What the end of Asterisk's log says of configuration that it did not take, oldest first.</summary>
    public EquatableArray<ConfigComplaint> Complaints { get; init; }

    /// <summary>Whom the kernel keeps out; asked only where fail2ban bans somebody.</summary>
    public Fact<Firewall> Kernel { get; init; } = Fact.Unknown<Firewall>($"not asked");

    /// <summary>
    /// Who listens on the ports that the web server is to have and has not; a port that nobody has, or whose holder is hidden, is not in
    /// it.
    /// </summary>
    public EquatableArray<PortHolder> Ports { get; init; }

    /// <summary>Where <see cref="ConfigFile.Directory"/> really lies, its links followed; null where the look did not tell.</summary>
    public string? RealDirectory { get; init; }

    /// <summary>Where the symbolic links among the files that were looked for lead in the end, by their paths.</summary>
    public ImmutableDictionary<string, string> SymbolicLinks { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// The certificates of the TLS transports that were asked about, by the transport's name.
    /// </summary>
    public ImmutableDictionary<string, TransportCertificate> Transports { get; init; } =
        ImmutableDictionary<string, TransportCertificate>.Empty;

    /// <summary>
    /// Why nothing that was read of files tells anything: Asterisk reads its configuration from another directory. Null where it reads the
    /// one that was looked at, or does not say.
    /// </summary>
    public Message? Elsewhere => Memory.ConfigDirectory.TryGet(out var directory)
        && directory.TrimEnd('/') != ConfigFile.Directory && directory.TrimEnd('/') != RealDirectory
        ? (Message)($"everything: Asterisk reads its configuration from {directory}, and the reconciler reads only {ConfigFile.Directory}: "
            + $"make {ConfigFile.Directory} a link to it (ln -s), or set astetcdir in asterisk.conf to {ConfigFile.Directory}")
        : null;

    /// <summary>Which changes of the box no sign tells of, and why; empty where signs tell. See docs/noticing.md.</summary>
    public EquatableArray<Message> WithoutSigns { get; init; }

    public required ClientView Client { get; init; }

    /// <summary>The address from which the box sees us, that a ban would lock out.</summary>
    public required Fact<string> OurAddress { get; init; }
}
