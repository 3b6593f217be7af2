namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>The daemon and its boxes, now.</summary>
/// <param name="Program">Its version.</param>
/// <param name="Source">Where the desired state comes from.</param>
/// <param name="Revision">The one in force.</param>
/// <param name="SourceProblem">What keeps a newer one from being in force; null for nothing.</param>
internal sealed record FleetStatus(
    string Program, string Source, string Revision, string? SourceProblem, DateTimeOffset Now, IReadOnlyList<BoxStatus> Boxes)
{
    /// <summary>Whether a newer revision is there and was refused, so that whoever wrote it must put it right.</summary>
    public bool IsRefused { get; init; }
}
