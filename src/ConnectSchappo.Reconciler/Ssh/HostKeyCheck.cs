using Renci.SshNet.Common;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Judges the key that a host presents in one connection attempt, by the pin or by known_hosts.</summary>
internal sealed class HostKeyCheck(SshTarget target, KnownHosts hostKeys, IReadOnlyList<HostKey> refusedBefore)
{
    /// <summary>Null until a key was presented.</summary>
    public HostKeyVerdict? Verdict { get; private set; }

    public HostKey? Presented { get; private set; }

    public IReadOnlyList<string> PreferredTypes =>
        target.HostKey is null ? hostKeys.TypesFor(target.Address, target.Port) : [];

    public IReadOnlyList<string> RefusedTypes => [.. refusedBefore.Select(key => key.Type)];

    /// <summary>Takes the key of a key exchange; only a trusted one lets the exchange go on.</summary>
    public void Judge(object? sender, HostKeyEventArgs presented)
    {
        Presented = HostKey.Of(presented.HostKey);
        Verdict = VerdictOn(presented.HostKey);
        presented.CanTrust = Verdict is HostKeyVerdict.Trusted;
    }

    /// <summary>Whether the host may hold the pinned key under a type that was not offered yet.</summary>
    public bool MayOfferAnother(SshFailureKind failure) =>
        failure == SshFailureKind.HostKeyChanged && target.HostKey is not null
        && Presented is { } presented && !RefusedTypes.Contains(presented.Type);

    /// <summary>What to tell a person: the key that was presented, the ones on record, and how to accept it.</summary>
    public SshFailure Refusal(Exception? cause)
    {
        IEnumerable<HostKey> presented = Presented is { } last ? [.. refusedBefore, last] : refusedBefore;
        var told = $"{target.Name} ({target.Address}:{target.Port}) presents the host key {string.Join(" and ", presented)}";
        return Verdict switch
        {
            HostKeyVerdict.Revoked => new(
                SshFailureKind.HostKeyRevoked,
                $"{told}, which known_hosts marks as revoked. Nothing was sent. Give the box a new host key.",
                cause),
            HostKeyVerdict.Unknown unknown => new(
                SshFailureKind.HostKeyUnknown,
                $"{told}, and none is on record. {(unknown.OnlyAuthority ? "A @cert-authority line matches, but host certificates are not supported. " : "")}{Hint}",
                cause),
            _ => new(
                SshFailureKind.HostKeyChanged,
                $"{told}, but {OnRecord()} is on record: either the box was installed anew, or somebody stands in between. Nothing was sent. {Hint}",
                cause),
        };
    }

    private string Hint =>
        $"Compare it with what the box itself says (on its console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then put it on record: as 'hostKey: SHA256:...' of the box, or as a line '{target.KnownHostsName} TYPE KEY' of known_hosts.";

    private HostKeyVerdict VerdictOn(byte[] keyBlob)
    {
        var onRecord = hostKeys.Check(target.Address, target.Port, keyBlob);
        if (target.HostKey is not { } pin || onRecord is HostKeyVerdict.Revoked)
        {
            return onRecord;
        }

        return pin == HostKeyFingerprint.Of(keyBlob) ? new HostKeyVerdict.Trusted() : new HostKeyVerdict.Changed([]);
    }

    private string OnRecord() => target.HostKey is { } pin
        ? $"the pinned {pin}"
        : Verdict is HostKeyVerdict.Changed { Expected: { IsEmpty: false } expected } ? string.Join(" or ", expected) : "another";
}
