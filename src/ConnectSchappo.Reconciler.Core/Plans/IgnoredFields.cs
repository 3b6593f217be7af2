using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// Fields that the policy ignores. Such a field is wanted as our own file on the box has it, be that not at all, so that no edit fights
/// for it and edits of other fields leave it as it is; an object that our file has not yet gets what the desired state says.
/// </summary>
internal static class IgnoredFields
{
    /// <summary>The desired state with every ignored field as the box has it, and what differs by that.</summary>
    /// <param name="now">What Asterisk would read of a subject's files.</param>
    public static (DesiredBox Desired, EquatableArray<IgnoredDrift> Ignored) Keep(DesiredBox desired, Func<Subject, ConfTree> now)
    {
        if (desired.Policy.Ignore.IsEmpty)
        {
            return (desired, []);
        }

        var ignored = new List<IgnoredDrift>();
        var kept = KnownSubjects.OfAsterisk.Aggregate(desired, (box, subject) => subject.KeepIgnored(box, now(subject), ignored));
        return (kept, ignored.ToEquatableArray());
    }

    /// <summary>
    /// Parts what differs into what counts and what is ignored, and adds to that what <see cref="Keep"/> found in our file.
    /// </summary>
    public static (List<Drift> Left, EquatableArray<IgnoredDrift> Ignored) Part(BoxView box, List<Drift> drifts)
    {
        if (box.Desired.Policy.Ignore.IsEmpty)
        {
            return (drifts, []);
        }

        var (left, ignored) = (new List<Drift>(), box.Ignored.ToList());
        foreach (var drift in drifts)
        {
            if (IgnoreRules.Of(box.Desired, drift) is not { } reason)
            {
                left.Add(drift);
            }
            else if (ignored.FindIndex(i => i.Drift.Id == drift.Id) is >= 0 and var at)
            {
                ignored[at] = ignored[at] with { Drift = ignored[at].Drift with { Memory = drift.Memory } };
            }
            else
            {
                ignored.Add(new IgnoredDrift(drift, Message.Verbatim(reason)));
            }
        }

        return (left, ignored.ToEquatableArray());
    }
}
