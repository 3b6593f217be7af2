using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// The objects of one subject that are held, each as it was confirmed last, or as our file has it. All that follows (what differs, what is
/// written) is worked out from that, so that a held object is kept, and keeps nobody else from being changed.
/// </summary>
internal sealed class HeldObjects
{
    private readonly ILookup<ResourceId, Hold> holds;

    private readonly IReadOnlyDictionary<ResourceId, OwnObject> now;

    private readonly IReadOnlyDictionary<ResourceId, OwnObject> last;

    private HeldObjects(IEnumerable<Hold> holds, IReadOnlyDictionary<ResourceId, OwnObject> now,
        IReadOnlyDictionary<ResourceId, OwnObject> last) =>
        (this.holds, this.now, this.last) = (holds.ToLookup(h => h.Object), now, last);

    public IEnumerable<ResourceId> All => holds.Select(h => h.Key);

    /// <summary>The desired state of a box with each held object as it is kept.</summary>
    /// <param name="asked">What the desired state says.</param>
    /// <param name="holds">What of it is held.</param>
    /// <param name="confirmed">Our file of a subject as it was confirmed last; null where that is not known.</param>
    /// <param name="found">Our file of a subject as it is on the box; null where it is not there.</param>
    public static DesiredBox Keep(
        DesiredBox asked, IReadOnlyCollection<Hold> holds, Func<Subject, ReadOnlyMemory<byte>?> confirmed,
            Func<Subject, ReadOnlyMemory<byte>?> found)
    {
        var kept = asked;
        foreach (var held in holds.GroupBy(h => h.Subject))
        {
            var there = OwnObjects.Read(held.Key, found(held.Key));
            kept = held.Key.Keep(
                kept, new HeldObjects(held, there, confirmed(held.Key) is { } text ? OwnObjects.Read(held.Key, text) : there));
        }

        return kept;
    }

    public bool Contains(ResourceId item) => holds.Contains(item);

    /// <summary>
    /// An object as it is kept: what did not work as it was confirmed last, all else as our file has it; null where that has none.
    /// </summary>
    public OwnObject? Kept(ResourceId item) => (holds[item].All(h => h.Kind == HoldKind.Quarantined) ? last : now).GetValueOrDefault(item);

    /// <summary>The options of an object as it is kept, with the places where the desired state says something of them.</summary>
    public static EquatableArray<DesiredOption> Options(OwnObject? held, EquatableArray<DesiredOption> asked) =>
        (held?.Options ?? [])
            .Select(o => new DesiredOption(
                o.Key, new DesiredValue.Text(o.Value),
                    asked.FirstOrDefault(a => a.Name.Equals(o.Key, StringComparison.OrdinalIgnoreCase))?.Place ?? default))
            .ToEquatableArray();
}
