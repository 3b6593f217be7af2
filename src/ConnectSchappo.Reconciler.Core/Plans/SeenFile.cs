using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>A file that a plan was made from: its path and the SHA-256 of its content, in lower-case hexadecimal.</summary>
public sealed record SeenFile(string Path, string Sha256)
{
    /// <summary>Whose it is; null where it is none that a subject is read from.</summary>
    public Subject? Subject { get; init; }
}
