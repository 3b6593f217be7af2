using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// The least activations that make a plan's edits, and what memory lacks, effective: each subject names its own, and a restart is for all
/// that need one.
/// </summary>
internal static class Activations
{
    /// <summary>In the ladder's order.</summary>
    /// <param name="box">The box.</param>
    /// <param name="report">What differs there.</param>
    /// <param name="edits">The files that change.</param>
    /// <param name="blocked">The subjects that must not be touched.</param>
    /// <param name="tried">What was tried in vain and is not to be tried again now; what is left out is told there.</param>
    public static IEnumerable<PlannedActivation> For(
        BoxView box,
        DriftReport report,
        EquatableArray<FileEdit> edits,
        IReadOnlyDictionary<Subject, Message> blocked,
        VainActivations tried) =>
        Least(box, report, edits, blocked, tried).OrderBy(s => s.Activation.Rung);

    private static IEnumerable<PlannedActivation> Least(
        BoxView box,
        DriftReport report,
        EquatableArray<FileEdit> edits,
        IReadOnlyDictionary<Subject, Message> blocked,
        VainActivations tried)
    {
        var ours = report.Drifts.Where(d => d.Remediation == Remediation.Automatic && !blocked.ContainsKey(d.Subject)).ToList();
        var steps = Own(box, ours, edits, blocked).ToList();
        var reloads = steps.FindAll(s => s.Activation.NeedsAsterisk);
        var start = steps.Find(s => s.Activation.Rung == Rung.AsteriskStart);
        foreach (var step in steps.Where(s => !s.Activation.NeedsAsterisk && s != start && tried.IsLeft(s, edits)))
        {
            yield return step;
        }

        if (start is not null)
        {
            if (tried.IsLeft(start, edits))
            {
                yield return start with { Covers = reloads.ToEquatableArray() };
            }

            yield break;
        }

        var restart = Restart(box, ours, edits, tried) is { } needed
            ? Withheld(box, needed, StartLosses.Find(box, report, blocked).ToEquatableArray())
            : null;
        reloads = reloads.FindAll(s => tried.IsLeft(s, edits));
        var covers = restart is { WaitsFor: null } && box.Desired.Policy.RestartWhen != RestartWhen.Never;
        foreach (var reload in covers ? [] : reloads)
        {
            yield return reload;
        }

        if (restart is not null)
        {
            var spared = covers ? reloads.Where(r => !restart.Serves.Contains(r.Serves[0])) : [];
            yield return restart with { Covers = spared.ToEquatableArray() };
        }
    }

    private static IEnumerable<PlannedActivation> Own(
        BoxView box, List<Drift> ours, EquatableArray<FileEdit> edits, IReadOnlyDictionary<Subject, Message> blocked)
    {
        var drifts = ours.ToLookup(d => d.Subject);
        var edited = edits.Where(e => !e.IsTouch).ToLookup(e => e.Subject, e => e.Path);
        return KnownSubjects.All.Where(s => !blocked.ContainsKey(s)).SelectMany(s => s.Steps(box, [.. drifts[s]], [.. edited[s]]));
    }

    private static PlannedActivation? Restart(BoxView box, List<Drift> ours, EquatableArray<FileEdit> edits, VainActivations tried)
    {
        var row = KnownSubjects.Restart;
        var needing = ours.Where(row.MakesEffective).GroupBy(d => d.Subject).Where(g => tried.IsLeft(row.Step(g.Key, Message.Empty), edits))
            .ToList();
        if (needing.Count == 0)
        {
            return null;
        }

        var reason = ours.First(d => row.MakesEffective(d) && needing.Exists(g => g.Key == d.Subject));
        var known = box.Seen.Memory.Channels.TryGet(out var channels);
        var (policy, now) = (box.Desired.Policy, box.Past.Now);
        var cuts = policy.RestartWhen == RestartWhen.Now && (channels > 0 || !known);
        var cost = !cuts ? row.Cost
            : known ? $"{row.Cost}; DROPS {ChannelCount.Words(channels)} in progress"
            : (Message)$"{row.Cost}; DROPS all calls in progress: their number is unknown";
        var waits = Waits(policy, known ? channels : null, now);
        return new PlannedActivation(row, $"{reason.Subject}: {reason.Consequence}", cost, row.Arguments, waits)
        {
            Serves = needing.Select(g => g.Key).ToEquatableArray(),
            Disturbs = cuts ? Disturbance.CallsInProgress : row.Disturbs,
            Channels = known ? channels : null,
            Opens = policy.RestartWindow is { } window && !window.IsOpen(now) ? window.NextOpening(now) : null,
            AlertAfter = waits is null ? null : policy.RestartMaxWait,
        };
    }

    // Nobody is to lose by a restart what a reload, or nothing at all, would leave them: not even by one that may be made at once.
    private static PlannedActivation Withheld(BoxView box, PlannedActivation restart, EquatableArray<Message> loses) =>
        loses.IsEmpty ? restart
        : box.Past.OverridesQuarantine ? restart with { Loses = loses }
        : restart with
        {
            Loses = loses,
            WaitsFor = $"a start that loses nothing that works now: {Listing.Of(loses, 3)}; or apply --force",
            Opens = null,
            AlertAfter = box.Desired.Policy.RestartMaxWait,
        };

    private static Message? Waits(Policy policy, int? channels, DateTimeOffset now)
    {
        if (policy.RestartWindow is { } window && !window.IsOpen(now))
        {
            return $"the restart window {window.From:HH\\:mm} to {window.To:HH\\:mm} {window.Zone}";
        }

        return policy.RestartWhen != RestartWhen.Idle || channels == 0 ? null
            : channels is { } up ? $"{ChannelCount.Words(up)} in progress to end" : (Message)$"the number of calls to be known";
    }
}
