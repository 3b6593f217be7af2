using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Finds everything in which a box differs from its desired state, in any layer.</summary>
public static class Differ
{
    public static DriftReport Find(BoxView box)
    {
        if (box.Seen.Elsewhere is { } elsewhere)
        {
            return new DriftReport([], [new UnknownFact(KnownSubjects.Asterisk, elsewhere)]);
        }

        var found = box.Subjects.SelectMany(s => s.Drifts(box)).Concat(ForeignDrifts.Find(box)).Concat(AccessDrifts.Find(box)).ToList();
        var (drifts, ignored) = IgnoredFields.Part(box, found);
        drifts.AddRange(OwnershipDrifts.Find(box, drifts).ToList());
        var origins = new DriftOrigins(box, drifts);
        var held = HeldDrifts.Find(box).ToList();

        // What somebody puts back, or must not be tried, is left as it is, and it is told once, whatever memory makes of it.
        var left = held.Where(h => h.IsContested).Select(h => h.Resource.Object)
            .Concat(box.Holds.Where(h => h.Kind == HoldKind.Unready).Select(h => h.Object)).ToHashSet();
        var told = drifts.Where(d => d.Remediation != Remediation.Automatic || !left.Contains(d.Resource.Object))
            .Select(d => Contested(box, DriftStory.Tell(box, d with { Origin = origins.Of(d) }))).Concat(held);
        return new DriftReport(told.ToEquatableArray(), Unknown(box).ToEquatableArray())
        {
            Ignored = ignored,
        };
    }

    private static Drift Contested(BoxView box, Drift drift)
    {
        if (drift.Remediation != Remediation.Automatic || drift.Kind == DriftKind.Service || box.Past.Contested.Count == 0
            || box.Holds.FirstOrDefault(h => h.Kind == HoldKind.Contested && h.Object == drift.Resource.Object) is not { } hold)
        {
            return drift;
        }

        return drift with
        {
            Remediation = Remediation.Manual,
            IsContested = true,
            Consequence = drift.Writer is { } writer
                ? $"{drift.Consequence}; {hold.Reason} ({writer})"
                : (Message)$"{drift.Consequence}; {hold.Reason}",
        };
    }

    // A secret that is missing, or a file that was not read, keeps no change of anything else from being verified.
    private static IEnumerable<UnknownFact> Unknown(BoxView box) =>
        box.Secrets.Missing.GroupBy(m => m.Value, m => m.Key, StringComparer.Ordinal)
            .Select(g => Missing(box, g.Key, g.ToHashSet(StringComparer.Ordinal)))
            .Concat(UnseenFiles.Told(box)).Select(why => new UnknownFact(KnownSubjects.Asterisk, why)).Concat(UnknownFacts(box));

    // Several secrets may be missing for one reason, which is said once.
    private static Message Missing(BoxView box, string why, HashSet<string> secrets) =>
        box.Holds.Where(h => h.MissingSecret is { } secret && secrets.Contains(secret)).Select(h => h.Object.ToString()).ToList()
            is { Count: > 0 } held
            ? $"{why} Until then {Listing.Of(held)} keeps its value"
            : Message.Verbatim(why);

    private static IEnumerable<UnknownFact> UnknownFacts(BoxView box)
    {
        if (box.Seen.Asterisk is AsteriskLife.Stopped or AsteriskLife.Hung)
        {
            return []; // told as a drift of the service; that its memory cannot be read says nothing more
        }

        return from subject in box.Subjects
            from fact in Answers(subject, box).Concat(subject.Unknown(box))
            where fact is { Needed: true, Why: not null }
            select new UnknownFact(subject, fact.What, fact.Why);
    }

    private static IEnumerable<(Message What, Message? Why, bool Needed)> Answers(Subject subject, BoxView box) =>
        subject.Questions.Select(q => (q.What, q.Missing(box.Seen.Memory), q.IsNeeded(box.Desired)));
}
