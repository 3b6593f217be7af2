using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// Judges one part of a change by an observation after it: what it changed, and what it could have made worse. What was wrong before and
/// is no worse counts for nothing here; it is told, and is no reason to undo anything. Pure.
/// </summary>
public static class PartVerification
{
    /// <param name="part">The part, as it was begun.</param>
    /// <param name="before">The plan that it is a part of.</param>
    /// <param name="seen">The observation that this plan was made from.</param>
    /// <param name="after">The plan that follows from the observation to judge by.</param>
    /// <param name="now">That observation.</param>
    /// <param name="waits">Whether an activation of the part waits for calls to end: what only that makes effective is not asked for
    /// yet.</param>
    public static PartVerdict Judge(PlanPart part, Plan before, Observation seen, Plan after, Observation now, bool waits)
    {
        var subject = part.Subject;
        if (subject.NeedsAsterisk && now.Asterisk != AsteriskLife.Running)
        {
            return Worse(Life(now.Asterisk));
        }

        var known = before.Report.Drifts.Where(d => d.Subject == subject).Select(d => d.Id).ToHashSet();
        bool IsAwaited(Drift drift) => (waits || (!part.NeedsRestart && known.Contains(drift.Id))) && IsNotYet(drift);
        var drifts = after.Report.Drifts.Where(d => d.Subject == subject && !d.IsQuarantined && !d.IsContested && !IsAwaited(d)).ToList();
        var byOthers = IsTouchedByOthers(part, before, now);
        var own = drifts.Where(
            d => d.Remediation == Remediation.Automatic && (known.Contains(d.Id) || part.Changes.Contains(d.Resource.Object))).ToList();
        var worse = byOthers ? [] : drifts.Except(own).Where(d => !known.Contains(d.Id) && !subject.HappensByItself(d)).ToList();
        var unseen = after.Report.UnknownFacts.ExceptBy(before.Report.UnknownFacts.Select(f => f.Id), f => f.Id).ToList();
        var unknown = unseen.FindAll(f => f.Subject == subject).ConvertAll(f => f.Text);
        var others = byOthers ? default : MemoryNames.Compare(seen, now, part.NeedsRestart ? null : subject, before.Goes);

        // Of a chain: what is not known of Asterisk as a whole, such as a file that was not read, keeps no change from being verified.
        var ofOthers = unseen.Where(f => part.NeedsRestart && f.Subject != subject && f.Subject.ConfigFile is not null).Select(f => f.Text);
        var unproved = others.Unknown.Concat(ofOthers).ToList();
        var shadowed = NotTakenOver(part, before, now).ToList();
        var charged = worse.Where(d => !part.Changes.Contains(d.Resource.Object)).ToList();
        return new PartVerdict
        {
            Missing = own.Concat(worse).Select(d => Message.Verbatim(d.Name)).Concat(unknown)
                .Concat(others.Gone.Select(l => (Message)$"{l} existed before and is gone")).Concat(unproved)
                .Concat(shadowed.Select(s => (Message)$"{s.Item}: {s.Why}")).Distinct().ToEquatableArray(),
            Blamed = own.Concat(worse.Except(charged)).Select(d => d.Resource.Object).Concat(shadowed.Select(s => s.Item)).ToHashSet(),
            IsWorse = charged.Count > 0 || unknown.Count > 0 || !others.Gone.IsEmpty,
            IsOvertaken = byOthers,
            IsRefused = own.Count > 0 && own.TrueForAll(d => d.IsRefused)
                && worse.Count + unknown.Count + others.Gone.Count + unproved.Count + shadowed.Count == 0,
        };
    }

    /// <summary>
    /// Whether memory is as it was before an undone part: it agrees with the files again in all that the part was about, and holds nothing
    /// wrong of its subject that it had not held. A stopped Asterisk holds nothing, and reads the files when it starts.
    /// </summary>
    /// <param name="held">The keys (<see cref="DriftId.Key"/>) of what memory held otherwise before; null where that is not
    /// known, so that Asterisk's life is all there is to prove.</param>
    /// <param name="ran">Whether Asterisk is known to have run before: then it must run again.</param>
    /// <returns>What keeps it from being so; nothing where it is.</returns>
    public static EquatableArray<Message> NotBack(Subject subject, IReadOnlySet<string>? held, Plan after, Observation now, bool ran)
    {
        if (!subject.NeedsAsterisk)
        {
            return [];
        }

        if (now.Asterisk != AsteriskLife.Running && (ran || now.Asterisk != AsteriskLife.Stopped))
        {
            return [Life(now.Asterisk)];
        }

        return held is null || now.Asterisk == AsteriskLife.Stopped ? []
            : after.Report.Drifts.Where(d => d.Subject == subject && !d.IsQuarantined
                    && (d.InMemory ? !d.InFile && !held.Contains(d.Id.Key) : held.Contains(d.Id.Key)))
                .Select(d => d.Name).Distinct(StringComparer.Ordinal).Select(Message.Verbatim).ToEquatableArray();
    }

    private static PartVerdict Worse(Message what) => new() { Missing = [what], Blamed = new HashSet<ResourceId>(), IsWorse = true };

    private static Message Life(AsteriskLife life) => life switch
    {
        AsteriskLife.Running => $"Asterisk is running",
        AsteriskLife.Booting => (Message)$"Asterisk is booting",
        AsteriskLife.Stopped => $"Asterisk is stopped",
        AsteriskLife.Hung => $"Asterisk is hung",
        _ => throw new ArgumentOutOfRangeException(nameof(life), life, null),
    };

    private static bool IsNotYet(Drift drift) => drift.InMemory && !drift.InFile && drift.TakesEffect == DriftNeed.Restart;

    // Whoever wrote into a file of the subject after us has made what is otherwise now, and the next plan sees to it.
    private static bool IsTouchedByOthers(PlanPart part, Plan before, Observation now) => before.Seen.Any(f =>
        f.Subject == part.Subject
        && now.Files.GetValueOrDefault(f.Path)?.Sha256
            != (part.Edits.FirstOrDefault(e => e.Path == f.Path) is { } edit ? edit.After?.Sha256 : f.Sha256));

    private static IEnumerable<(ResourceId Item, Message Why)> NotTakenOver(PlanPart part, Plan before, Observation now) =>
        from move in before.Moves
        where move.Item.Subject == part.Subject
        let why = move.To.NotTakenOver(move.Item, now)
        where why is not null
        select (move.Item, why);
}
