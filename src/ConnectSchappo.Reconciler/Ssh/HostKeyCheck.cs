using ConnectSchappo.Reconciler.Core.Messages;
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
        Message offer = $"{target.Described} presents the host key {Alternatives(presented)}";
        return Verdict switch
        {
            HostKeyVerdict.Revoked => new(
                SshFailureKind.HostKeyRevoked,
                $"{offer}, which known_hosts marks as revoked. Nothing was sent. Give {target.ThisHost} a new host key.",
                cause),
            HostKeyVerdict.Unknown unknown => new(
                SshFailureKind.HostKeyUnknown,
                unknown.OnlyAuthority
                    ? $"{offer}. No key of it is known: only a @cert-authority line matches, and host certificates are not supported. "
                        + $"{Hint}"
                    : (Message)$"{offer}. No key of it is known. {Hint}",
                cause),
            _ => new(
                SshFailureKind.HostKeyChanged,
                $"{offer}, and the known key is {OnRecord()}. It was reinstalled, or another host answers in its place. "
                    + $"Nothing was sent. {Hint}",
                cause),
        };
    }

    private Message Hint =>
        $"Compare it with the key that {target.ThisHost} prints on its console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub. If they "
        + $"are the same, add 'hostKey: SHA256:...' to {target.InState} in the desired state, or '{target.KnownHostsName} TYPE KEY' to "
        + $"known_hosts.";

    private HostKeyVerdict VerdictOn(byte[] keyBlob)
    {
        var onRecord = hostKeys.Check(target.Address, target.Port, keyBlob);
        if (target.HostKey is not { } pin || onRecord is HostKeyVerdict.Revoked)
        {
            return onRecord;
        }

        return pin == HostKeyFingerprint.Of(keyBlob) ? new HostKeyVerdict.Trusted() : new HostKeyVerdict.Changed([]);
    }

    private Message OnRecord() => target.HostKey is { } pin
        ? $"{pin} (hostKey of the desired state)"
        : Verdict is HostKeyVerdict.Changed { Expected: { IsEmpty: false } expected } ? Alternatives(expected) : (Message)$"another one";

    private static Message Alternatives(IEnumerable<HostKey> keys) => Message.Verbatim(string.Join(" / ", keys));
}
