using System.Diagnostics.CodeAnalysis;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>One line of known_hosts: whose key, and which (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
internal sealed class KnownHostsEntry
{
    private readonly HostPatterns hosts;
    private readonly byte[] keyBlob;

    private KnownHostsEntry(KnownHostsMarker marker, HostPatterns hosts, byte[] keyBlob)
    {
        Marker = marker;
        this.hosts = hosts;
        this.keyBlob = keyBlob;
        Key = HostKey.Of(keyBlob);
    }

    public KnownHostsMarker Marker { get; }

    public HostKey Key { get; }

    public bool IsFor(string host) => hosts.Match(host);

    public bool Holds(ReadOnlySpan<byte> presented) => presented.SequenceEqual(keyBlob);

    /// <summary>Reads a line that is neither blank nor a comment.</summary>
    public static bool TryParse(
        string line, [NotNullWhen(true)] out KnownHostsEntry? entry, [NotNullWhen(false)] out Message? problem)
    {
        entry = null;
        var fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var marker = KnownHostsMarker.None;
        if (fields[0].StartsWith('@'))
        {
            if (MarkerOf(fields[0]) is not { } known)
            {
                problem = $"the marker {fields[0]} is unknown";
                return false;
            }

            marker = known;
            fields = fields[1..];
        }

        if (fields.Length < 3)
        {
            problem = $"a line needs hosts, a key type and a key";
            return false;
        }

        var blob = new byte[fields[2].Length];
        if (!Convert.TryFromBase64String(fields[2], blob, out var length))
        {
            problem = $"the key is not base64";
            return false;
        }

        if (HostKey.TypeOf(blob.AsSpan(0, length)) != fields[1])
        {
            problem = $"the key is not a key of the type {fields[1]}, which the line names";
            return false;
        }

        if (!HostPatterns.TryParse(fields[0], out var hosts, out problem))
        {
            return false;
        }

        entry = new(marker, hosts, blob[..length]);
        return true;
    }

    private static KnownHostsMarker? MarkerOf(string word) => word switch
    {
        "@revoked" => KnownHostsMarker.Revoked,
        "@cert-authority" => KnownHostsMarker.CertAuthority,
        _ => null,
    };
}
