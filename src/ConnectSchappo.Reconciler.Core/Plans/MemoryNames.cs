using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What is there by name, of anybody's: what Asterisk's memory held before a change, and who answered a softphone, must still be so
/// afterwards, unless the plan says that it goes.
/// </summary>
internal static class MemoryNames
{
    /// <summary>What was there before, and how it is now.</summary>
    /// <param name="Gone">What was looked for and is not there.</param>
    /// <param name="Unknown">What nobody tells any more, a few words each.</param>
    public readonly record struct Comparison(EquatableArray<ResourceId> Gone, EquatableArray<Message> Unknown);

    /// <summary>Compares two looks.</summary>
    /// <param name="before">The first.</param>
    /// <param name="now">The second.</param>
    /// <param name="part">The subject whose change lies between them; null where Asterisk restarted, so that all of them count.</param>
    /// <param name="goes">What is to be gone.</param>
    public static Comparison Compare(Observation before, Observation now, Subject? part, EquatableArray<ResourceId> goes)
    {
        var gone = new List<ResourceId>();
        var unknown = new List<Message>();
        foreach (var (had, has) in Lists(before).Zip(Lists(now)).Where(l => part is null || l.First.Part == part))
        {
            var missed = Known(had).Except(Known(has)).Except(goes).OrderBy(n => n.Name, StringComparer.Ordinal).ToList();
            gone.AddRange(missed.Where(n => has.Names is not null && has.WasLookedFor(n)));
            if (missed.Exists(n => has.Names is null || !has.WasLookedFor(n)))
            {
                unknown.Add(has.Why is { } why
                    ? $"{has.What} that existed before: {why}"
                    : (Message)$"{has.What} that existed before: the command line cannot list all of them");
            }
        }

        return new(gone.ToEquatableArray(), unknown.ToEquatableArray());
    }

    /// <summary>
    /// What is there and no file will define. What a wizard or a database defines stays, and so does whatever a file may define that was
    /// not read, or a program that is run for its output.
    /// </summary>
    public static IEnumerable<ResourceId> Going(BoxView box)
    {
        var hidden = box.Chains.Where(c => UnseenFiles.HidesNames(box, c.ConfigFile)).Select(c => c.Subject).ToHashSet();
        var definitions = box.Subjects.ToDictionary(s => s, s => new Lazy<Func<ResourceId, bool>>(() => s.Definitions(box)));
        return Lists(box.Seen).Where(l => !hidden.Contains(l.Part)).SelectMany(Known)
            .Where(n => !definitions[n.Subject].Value(n)).Distinct().OrderBy(n => n.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<ResourceId> Known(NameList list) => list.Names ?? [];

    private static IEnumerable<NameList> Lists(Observation seen) => KnownSubjects.All.SelectMany(s => s.Names(seen));
}
