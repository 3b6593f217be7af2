using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What we know of a key that a host presented. Only <see cref="Trusted"/> lets a connection go on.</summary>
internal abstract record HostKeyVerdict
{
    private HostKeyVerdict()
    {
    }

    /// <summary>The key is the one on record.</summary>
    internal sealed record Trusted : HostKeyVerdict;

    /// <summary>Nothing is on record for this host, but for authorities, which are not supported.</summary>
    /// <param name="OnlyAuthority">Whether a <c>@cert-authority</c> line matches, so that a person is told why it does not help.</param>
    internal sealed record Unknown(bool OnlyAuthority) : HostKeyVerdict;

    /// <summary>Other keys are on record for this host, and not this one.</summary>
    internal sealed record Changed(EquatableArray<HostKey> Expected) : HostKeyVerdict;

    /// <summary>The key is marked as revoked, for this host.</summary>
    internal sealed record Revoked : HostKeyVerdict;
}
