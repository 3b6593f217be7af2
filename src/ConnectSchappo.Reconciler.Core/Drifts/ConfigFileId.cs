namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A file, by its path.</summary>
public sealed record ConfigFileId(Subject Subject, string Path) : ResourceId(Subject)
{
    public override string Name => Path;
}
