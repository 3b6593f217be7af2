namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>The cache does not have what it should; it is to be made anew. Where a new one lacks it too, the remote does.</summary>
/// <param name="meaning">What it means where the cache is not to blame.</param>
internal sealed class CacheDamage(SourceFailure meaning) : Exception(meaning.Message, meaning)
{
    public SourceFailure Meaning { get; } = meaning;
}
