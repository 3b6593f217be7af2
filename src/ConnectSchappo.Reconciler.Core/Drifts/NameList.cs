using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What is there by name, of one kind.</summary>
/// <param name="Part">The subject whose change may take one of them away.</param>
/// <param name="What">For a person: what they are.</param>
/// <param name="Why">Why nothing is known; null where it is.</param>
/// <param name="Names">What is there; null where that is not known.</param>
/// <param name="Asked">What was looked for; null where everything was.</param>
internal sealed record NameList(
    Subject Part, Message What, Message? Why, IEnumerable<ResourceId>? Names, IReadOnlySet<ResourceId>? Asked)
{
    public static NameList Of<T>(
        Subject part, Message what, Fact<T> fact, Func<T, IEnumerable<ResourceId>> names, IEnumerable<ResourceId>? asked = null) =>
        new(part, what, fact.Missing, fact.TryGet(out var known) ? names(known) : null, asked?.ToHashSet());

    public bool WasLookedFor(ResourceId name) => Asked?.Contains(name) != false;
}
