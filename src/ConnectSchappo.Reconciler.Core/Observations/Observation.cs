using System.Collections.Immutable;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>What one look at a box found, in all layers.</summary>
public sealed record Observation
{
    /// <summary>Every file that was asked for and exists, by its path.</summary>
    public required ImmutableDictionary<string, BoxFile> Files { get; init; }

    public required AsteriskLife Asterisk { get; init; }

    public required AsteriskMemory Memory { get; init; }

    public Fail2banLife Fail2ban { get; init; } = Fail2banLife.Running;

    /// <summary>The running jails by name; unknown where fail2ban does not answer.</summary>
    public required Fact<ImmutableDictionary<string, JailMemory>> Jails { get; init; }

    /// <summary>The certificate in the file that the desired state names; unknown where there is none or it is none.</summary>
    public required Fact<Certificate> CertificateOnDisk { get; init; }

    public required ClientView Client { get; init; }

    /// <summary>The address from which the box sees us, that a ban would lock out.</summary>
    public required Fact<string> OurAddress { get; init; }
}
