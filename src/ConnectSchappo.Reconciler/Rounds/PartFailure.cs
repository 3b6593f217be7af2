using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// What follows from a part that could not be verified: which objects keep their earlier state, and whether all of it is rolled back. Pure.
/// </summary>
internal sealed record PartFailure
{
    /// <summary>The most objects that one failure puts into quarantine; the others fail again with the next try, and follow.</summary>
    private const int MostEntries = 50;

    private const int LongestReason = 300;

    /// <summary>The objects that are to be kept as they were confirmed last.</summary>
    public required EquatableArray<ResourceId> Guilty { get; init; }

    /// <summary>Whether all of it is undone; otherwise the rest of it stands.</summary>
    public required bool IsUndone { get; init; }

    /// <summary>All that is known of failures of the subject from then on.</summary>
    public required EquatableArray<QuarantineEntry> Quarantine { get; init; }

    /// <param name="part">The part.</param>
    /// <param name="verdict">What speaks against it.</param>
    /// <param name="confirmed">Our file as it was confirmed last; null where that is not known.</param>
    /// <param name="now">The last look, with what was known of failures before.</param>
    /// <param name="reason">What did not work, for a person.</param>
    public static PartFailure Of(PlanPart part, PartVerdict verdict, ReadOnlyMemory<byte>? confirmed, BoxView now, string reason)
    {
        var corrective = Corrective(part, confirmed);
        var changed = part.Changes.Where(o => !corrective.Contains(o)).ToList();
        var guilty = (verdict.IsWorse ? changed : changed.Where(verdict.Blamed.Contains))
            .OrderBy(o => o.Name, StringComparer.Ordinal).ToList();

        // What only puts back what was confirmed before stands: undoing it would bring the trouble back. Where nothing was confirmed yet,
        // only the undo of the whole part knows what was there before; a held object would stay as our file has it, with the change.
        var isUndone = part.HasEdits && guilty.Count > 0
            && (confirmed is null || verdict.IsWorse || guilty.Count == part.Changes.Count || guilty.Exists(o => !IsInOwnFile(o)));
        var objects = guilty.Take(MostEntries).Select(o => Changed(now, o, reason));
        var activations = guilty.Count > 0 || verdict.IsOvertaken ? [] : part.Least.Select(a => a.Activation).Distinct()
            .Select(a => Entry(now, new QuarantineEntry
            {
                Subject = part.Subject,
                Activation = a,
                Wanted = "",
                Inputs = now.Inputs(part.Subject),
                Attempts = 1,
                At = now.Past.Now,
                Reason = reason,
            }));
        return new PartFailure
        {
            Guilty = guilty.ToEquatableArray(),
            IsUndone = isUndone,
            Quarantine = [.. Kept(now, part.Subject, guilty), .. objects, .. activations],
        };
    }

    /// <summary>What is still known of failures of a subject when a part of it stands: what was held meanwhile.</summary>
    public static IEnumerable<QuarantineEntry> Kept(BoxView now, Subject subject, IReadOnlyCollection<ResourceId> except) =>
        now.Past.Quarantine.Where(q => q.Subject == subject && q.Object is { } held && !except.Contains(held)
            && now.Holds.Any(h => h.Kind == HoldKind.Quarantined && h.Object == held));

    /// <summary>What is known of failures when nobody confirms a part in time: every object that it changes.</summary>
    public static IEnumerable<QuarantineEntry> Unconfirmed(PlanPart part, BoxView now) =>
    [
        .. Kept(now, part.Subject, [.. part.Changes]),
        .. First(part.Changes).Select(o => Changed(now, o, "nobody confirmed it in time", QuarantineEntry.ByPerson)),
    ];

    /// <summary>
    /// What is known of failures when a person takes a part back: every object in which it differs from what was confirmed.
    /// </summary>
    public static IEnumerable<QuarantineEntry> TakenBack(
        BoxView now, Subject subject, ReadOnlyMemory<byte>? confirmed, string reason)
    {
        var present = subject.OwnFile is { } path ? now.Seen.Files.GetValueOrDefault(path)?.Content : null;
        var changed = OwnObjects.Changed(subject, confirmed, present);
        return [.. Kept(now, subject, [.. changed]), .. First(changed).Select(o => Changed(now, o, reason, QuarantineEntry.ByPerson))];
    }

    private static IEnumerable<ResourceId> First(IEnumerable<ResourceId> objects) =>
        objects.OrderBy(o => o.Name, StringComparer.Ordinal).Take(MostEntries);

    private static QuarantineEntry Changed(BoxView now, ResourceId item, string reason, string? inputs = null) =>
        Entry(now, new QuarantineEntry
        {
            Subject = item.Subject,
            Object = item,
            Wanted = now.Digest(item),
            Inputs = inputs ?? now.Inputs(item.Subject),
            Attempts = 1,
            At = now.Past.Now,
            Reason = reason,
        });

    private static QuarantineEntry Entry(BoxView now, QuarantineEntry entry)
    {
        var before = now.Past.Quarantine.FirstOrDefault(q => q.Subject == entry.Subject && q.Object == entry.Object
            && q.Activation == entry.Activation && q.Wanted == entry.Wanted);
        return entry with
        {
            Attempts = entry.Attempts + (before?.Attempts ?? 0),
            Reason = entry.Reason.Length > LongestReason ? entry.Reason[..LongestReason] : entry.Reason,
        };
    }

    private static HashSet<ResourceId> Corrective(PlanPart part, ReadOnlyMemory<byte>? confirmed)
    {
        var own = part.Edits.FirstOrDefault(e => e.Path == part.Subject.OwnFile);
        var last = confirmed
            ?? (own?.Original is { } original && OwnFile.IsAsWritten(original.Reveal().Span)
                ? original.Reveal()
                : default(ReadOnlyMemory<byte>?));
        if (own is null || last is not { } known)
        {
            return [];
        }

        var (wanted, before) = (OwnObjects.Read(part.Subject, own.After?.Reveal()), OwnObjects.Read(part.Subject, known));
        return part.Changes.Where(o => wanted.GetValueOrDefault(o) is { } now && now == before.GetValueOrDefault(o)).ToHashSet();
    }

    private static bool IsInOwnFile(ResourceId item) => item is not SipPeerId;
}
