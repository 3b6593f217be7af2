namespace ConnectSchappo.Reconciler.Core;

/// <summary>A revision of the desired state as people are shown it.</summary>
public static class RevisionName
{
    private const int ShortLength = 12;

    /// <summary>Short enough for a line, and long enough to find the commit again. JSON, metrics and the boxes have the whole.</summary>
    public static string Short(string revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return revision.Length > ShortLength ? revision[..ShortLength] : revision;
    }
}
