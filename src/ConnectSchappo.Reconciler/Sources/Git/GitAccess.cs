namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>What is needed to reach and to trust a repository, beside its address.</summary>
internal sealed record GitAccess
{
    /// <summary>A directory of ours; each address has its own below it.</summary>
    public required string Cache { get; init; }

    /// <summary>The private key for ssh; null for the keys that the user's agent or home has.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The only host keys that ssh accepts; null for those that the user and the machine know. An unknown one is never accepted.
    /// </summary>
    public string? KnownHosts { get; init; }

    /// <summary>A file with a token or password for https; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// Who must have signed a commit: a file with SSH's allowed signers, OpenPGP public keys, or both; null to demand nothing.
    /// </summary>
    public string? Signers { get; init; }

    /// <summary>The time between two questions to the remote. Default: 30 seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public GitDeadlines Deadlines { get; init; } = new();

    /// <summary>The git program; found by PATH where it has no slash.</summary>
    public string Program { get; init; } = "git";
}
