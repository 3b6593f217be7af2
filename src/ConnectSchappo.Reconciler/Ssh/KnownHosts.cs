using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// The host keys on record, read from OpenSSH's known_hosts format. Nothing is ever added to it: a key that is not on
/// record is for a person to accept.
/// </summary>
internal sealed class KnownHosts
{
    public const int DefaultPort = 22;

    private readonly IReadOnlyList<KnownHostsEntry> entries;

    private KnownHosts(IReadOnlyList<KnownHostsEntry> entries, EquatableArray<KnownHostsProblem> problems)
    {
        this.entries = entries;
        Problems = problems;
    }

    /// <summary>No key on record.</summary>
    public static KnownHosts None { get; } = new([], []);

    /// <summary>The lines that are not used. A broken line costs its own host the connection, and no other host.</summary>
    public EquatableArray<KnownHostsProblem> Problems { get; }

    public static KnownHosts Parse(string text)
    {
        var read = new List<KnownHostsEntry>();
        var problems = new List<KnownHostsProblem>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!KnownHostsEntry.TryParse(line, out var entry, out var problem))
            {
                problems.Add(new(number, problem));
                continue;
            }

            read.Add(entry);
            if (entry.Marker == KnownHostsMarker.CertAuthority)
            {
                problems.Add(new(number, $"@cert-authority is not supported: add the host's own key"));
            }
        }

        return new(read, problems.ToEquatableArray());
    }

    /// <summary>Judges the key that <paramref name="host"/> presented. A line that revokes it wins over one that trusts it.</summary>
    /// <param name="host">The name or address that we connect to.</param>
    /// <param name="port">The TCP port; on any but 22 only lines that name the port count.</param>
    /// <param name="keyBlob">The key in SSH wire format.</param>
    public HostKeyVerdict Check(string host, int port, ReadOnlySpan<byte> keyBlob)
    {
        var known = new List<HostKey>();
        var trusted = false;
        var authority = false;
        foreach (var entry in For(host, port))
        {
            switch (entry.Marker)
            {
                case KnownHostsMarker.Revoked when entry.Holds(keyBlob):
                    return new HostKeyVerdict.Revoked();
                case KnownHostsMarker.CertAuthority:
                    authority = true;
                    break;
                case KnownHostsMarker.None:
                    trusted |= entry.Holds(keyBlob);
                    known.Add(entry.Key);
                    break;
                default:
                    break;
            }
        }

        return trusted ? new HostKeyVerdict.Trusted()
            : known.Count > 0 ? new HostKeyVerdict.Changed(known.Distinct().ToEquatableArray())
            : new HostKeyVerdict.Unknown(authority);
    }

    /// <summary>
    /// The key types on record for a host, so that the key exchange asks for one of them first: a box has several keys, and
    /// must not look changed because another was offered.
    /// </summary>
    public IReadOnlyList<string> TypesFor(string host, int port) =>
        [
            .. For(host, port).Where(entry => entry.Marker == KnownHostsMarker.None).Select(entry => entry.Key.Type)
                .Distinct(StringComparer.Ordinal),
        ];

    private IEnumerable<KnownHostsEntry> For(string host, int port)
    {
        var name = port == DefaultPort ? host : $"[{host}]:{port}";
        return entries.Where(entry => entry.IsFor(name));
    }
}
