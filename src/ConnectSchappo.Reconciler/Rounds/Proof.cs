using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Whether a look after a change proves it, or proves that it was undone. Pure.</summary>
internal static class Proof
{
    /// <summary>
    /// Nothing is left that we could do, in files, memory or from a client's side, and nothing has become invisible. What waits for
    /// calls to end is not held against it: a later transaction does that.
    /// </summary>
    public static bool Holds(Plan before, IEnumerable<Step> steps, Sight after)
    {
        var waits = steps.Any(s => s is Step.Activated { Result: StepResult.Pending });
        return after.Seen.Asterisk == AsteriskLife.Running
            && (waits ? after.Plan.Edits.All(e => e.IsTouch) : !after.Plan.HasWork)
            && !after.Plan.Report.Unknown.Except(before.Report.Unknown, StringComparer.Ordinal).Any();
    }

    /// <summary>
    /// Memory is as it was before an undone change: it agrees with the files again in all that the change was about, and holds nothing
    /// wrong that it had not held. A stopped Asterisk holds nothing, and reads the files when it starts.
    /// </summary>
    /// <param name="held">The subjects of what memory held otherwise before; null where that is not known, so that Asterisk's life is all there is to prove.</param>
    /// <param name="after">The look after it.</param>
    /// <param name="ran">Whether Asterisk is known to have run before: then it must run again.</param>
    public static bool IsBack(IReadOnlySet<string>? held, Sight after, bool ran) => Lives(after, ran) && !Contradictions(held, after).Any();

    /// <summary>What keeps <see cref="IsBack"/> from being so, in a few words for a person.</summary>
    public static string NotBack(IReadOnlySet<string>? held, Sight after, bool ran) => Lives(after, ran)
        ? string.Join("; ", Contradictions(held, after).Distinct(StringComparer.Ordinal).Take(4))
        : Missing(after);

    private static bool Lives(Sight after, bool ran) => after.Seen.Asterisk is AsteriskLife.Running || (!ran && after.Seen.Asterisk is AsteriskLife.Stopped);

    private static IEnumerable<string> Contradictions(IReadOnlySet<string>? held, Sight after) =>
        held is null || after.Seen.Asterisk == AsteriskLife.Stopped ? []
        : after.Plan.Report.Drifts.Where(d => d.Chain is not null && (d.InMemory ? !d.InFile && !held.Contains(d.Subject) : held.Contains(d.Subject)))
            .Select(d => d.Subject);

    /// <summary>What is not as it should be, in a few words for a person.</summary>
    public static string Missing(Sight after) => after.Seen.Asterisk != AsteriskLife.Running
        ? $"Asterisk is {after.Seen.Asterisk.ToString().ToLowerInvariant()}"
        : string.Join("; ", after.Plan.Report.Drifts.Where(d => d.Cure == Cure.Ours).Select(d => d.Subject)
            .Concat(after.Plan.Report.Unknown).Distinct(StringComparer.Ordinal).Take(4)) is { Length: > 0 } left ? left : "it did not show in time";
}
