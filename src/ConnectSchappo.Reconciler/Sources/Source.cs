using ConnectSchappo.Reconciler.Sources.Git;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>From what a person names to the source that it is.</summary>
internal static class Source
{
    /// <param name="name">A file's path, or a repository's address as <see cref="GitAddress"/> spells it.</param>
    /// <param name="access">How a repository is reached and trusted.</param>
    /// <exception cref="SourceFailure">It cannot be a source, or cannot meet what is demanded of it.</exception>
    public static ISource Open(string name, GitAccess access, TimeProvider time)
    {
        if (GitAddress.Parse(name) is { } address)
        {
            return new GitSource(address, access, time);
        }

        // A demand that cannot be met must not be forgotten in silence.
        return access.Signers is null ? new FileSource(name, time)
            : throw new SourceFailure(
                SourceFailureKind.Refused,
                $"{name} is a file, which has no signature, and --require-signed demands one. Name the Git repository of the file.");
    }
}
