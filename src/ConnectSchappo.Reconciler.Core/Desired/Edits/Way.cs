namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>How far the keys of a place lead in a YAML map.</summary>
/// <param name="Map">The last map on the way.</param>
/// <param name="Entry">The last key on the way and what stands at it; null where the first key is missing already.</param>
/// <param name="Depth">How many of the keys are there.</param>
/// <param name="IsWhole">Whether all of them are.</param>
/// <param name="Shared">The anchor of what several places share, on the way or at its end; null where there is none.</param>
internal sealed record Way(MarkedNode.Map Map, MarkedNode.Entry? Entry, int Depth, bool IsWhole, string? Shared)
{
    /// <summary>The key at which <see cref="Map"/> stands; null where it is the whole text.</summary>
    public MarkedNode.Scalar? Owner { get; private init; }

    public static Way Along(MarkedNode.Map root, EquatableArray<string> path)
    {
        var (map, shared) = (root, (string?)null);
        MarkedNode.Entry? entry = null;
        MarkedNode.Scalar? owner = null;
        for (var depth = 0; depth < path.Count; depth++)
        {
            if (map[path[depth]] is not { } next)
            {
                return new Way(map, entry, depth, IsWhole: false, shared) { Owner = owner };
            }

            entry = next;
            shared = entry.Value.IsShared ? entry.Value.Anchor : shared;
            if (depth + 1 == path.Count || entry.Value is not MarkedNode.Map inner)
            {
                return new Way(map, entry, depth + 1, depth + 1 == path.Count, shared) { Owner = owner };
            }

            (map, owner) = (inner, entry.Key);
        }

        return new Way(map, entry, path.Count, IsWhole: true, shared);
    }
}
