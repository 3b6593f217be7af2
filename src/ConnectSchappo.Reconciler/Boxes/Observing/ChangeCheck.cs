using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// Tells by signs alone, which cost next to nothing, whether anything can have changed on a box since it was observed: the hash of what
/// <c>stat</c> tells of its files, and what Asterisk tells on its own. docs/noticing.md says why no change of what it covers passes it by.
/// </summary>
internal sealed class ChangeCheck(IBoxConnection line, MemoryReader memory)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private EquatableArray<string>? watched;
    private Signs? observed;

    /// <summary>Whether signs tell that nothing has changed since the last observation.</summary>
    public ChangeSigns Tell => watched is null ? ChangeSigns.Never
        : observed is not { } signs ? ChangeSigns.Later
        : signs.Memory is null ? ChangeSigns.OfFiles
        : ChangeSigns.Now;

    /// <summary>Whether the signs that the last observation began with were those of the one before, of files and of memory.</summary>
    public bool SawNothing { get; private set; }

    /// <summary>Reads the signs before anything of an observation is read, so that what changes meanwhile counts as a change.</summary>
    /// <returns>Null where there is nothing to compare them with later.</returns>
    public async Task<Signs?> Begin(CancellationToken cancellation)
    {
        var before = observed;
        observed = null;
        var now = watched is { } paths ? await Read(paths, cancellation) : null;
        SawNothing = now is { Memory: not null } && now == before;
        return now;
    }

    /// <summary>An observation is complete.</summary>
    /// <param name="before">The signs that it began with.</param>
    /// <param name="paths">What is to be watched now; null where no list of paths is enough.</param>
    public void End(Signs? before, EquatableArray<string>? paths)
    {
        observed = watched == paths ? before : null;
        watched = paths;
    }

    /// <summary>Whether every sign is as it was when the last observation began.</summary>
    /// <exception cref="BoxFailure">The box does not answer.</exception>
    public async Task<bool> IsUnchanged(CancellationToken cancellation) =>
        observed is { } before && watched is { } paths && await Read(paths, cancellation) == before;

    private async Task<Signs> Read(EquatableArray<string> paths, CancellationToken cancellation)
    {
        var files = line.Check(paths, Deadline, cancellation);
        var told = memory.Signs(Deadline, cancellation);
        await Task.WhenAll(files, told);
        return new Signs(await files, await told);
    }

    /// <param name="Files">The hash of what stat tells of the files.</param>
    /// <param name="Memory">
    /// Which session with Asterisk's manager interface it is, since a start of Asterisk ends one, and how often Asterisk has told of a
    /// change in it; null where it tells of none.
    /// </param>
    internal sealed record Signs(string Files, (int Session, long Changes)? Memory);
}
