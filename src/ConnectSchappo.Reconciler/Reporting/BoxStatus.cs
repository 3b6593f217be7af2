using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>What is known of a box now, what is wanted, what differs, and what will be done about it. Nothing in it is a secret.</summary>
internal sealed record BoxStatus
{
    public required string Box { get; init; }

    public string Address { get; init; } = "";

    /// <summary>The revision that it should be at.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>The revision that it was last seen in sync with, in the life of this daemon; null for none.</summary>
    public string? Applied { get; init; }

    /// <summary>How the last round ended; null before the first one.</summary>
    public Verdict? Verdict { get; init; }

    public IReadOnlyList<ConditionState> Conditions { get; init; } = [];

    /// <summary>What differs, a line each; null where the last round did not see the box.</summary>
    public IReadOnlyList<string>? Drifts { get; init; }

    /// <summary>What only a person can put right.</summary>
    public IReadOnlyList<string> ForPeople { get; init; } = [];

    /// <summary>What waits, for what; null where nothing does.</summary>
    public string? Pending { get; init; }

    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>When it has waited for longer than the policy's <c>maxWait</c>, which makes it an alert.</summary>
    public DateTimeOffset? PendingUntil { get; init; }

    /// <summary>Channels that were up at the last look; null where that could not be seen.</summary>
    public int? Calls { get; init; }

    /// <summary>Why the box could not be worked with; null where it could.</summary>
    public string? Failure { get; init; }

    /// <summary>When connecting is tried again, where that failed so often that it is left alone for a while.</summary>
    public DateTimeOffset? LeftAloneUntil { get; init; }

    public Suspension? Suspended { get; init; }

    public DateTimeOffset? LastLook { get; init; }

    public DateTimeOffset? LastInSync { get; init; }

    /// <summary>What is known of each subject that is not as wanted: how many drifts, and what keeps it so.</summary>
    public IReadOnlyList<PartStatus> Parts { get; init; } = [];

    /// <summary>When it is looked at next; null while a round is under way.</summary>
    public DateTimeOffset? NextLook { get; init; }

    /// <summary>When the round that this tells of began.</summary>
    public DateTimeOffset? RoundBegan { get; init; }

    /// <summary>Whether waiting without a person may bring it further: for a call's end, or the next try.</summary>
    public bool IsUnderWay { get; init; }

    public ConditionStatus Of(ConditionType type) => Conditions.FirstOrDefault(c => c.Type == type)?.Status ?? ConditionStatus.Unknown;

    /// <summary>What is known of a box after a round. Pure.</summary>
    /// <param name="report">The round.</param>
    /// <param name="before">What was known before it; null for nothing.</param>
    public static BoxStatus After(RoundReport report, BoxStatus? before)
    {
        var outcome = report.Outcome;
        var isInSync = outcome.Verdict == Rounds.Verdict.Converged;
        return new BoxStatus
        {
            Box = outcome.Box,
            Address = report.Start.Address,
            Wanted = outcome.Revision,
            Applied = isInSync ? outcome.Revision : before?.Applied,
            LastInSync = isInSync ? report.Ended : before?.LastInSync,
            Verdict = outcome.Verdict,
            Conditions = [.. Condition.Of(outcome).Select(c => Since(c, before, report.Ended))],
            Drifts = outcome.Failure is null && outcome.Newest is { } plan ? [.. plan.Report.Drifts.Select(Line)] : null,
            Parts = outcome.Failure is null && outcome.Newest is { } of ? PartStatus.Of(outcome, of) : [],
            ForPeople = outcome.Newest is { } newest
                ? [.. newest.Blocked.Concat(newest.Quarantined.Select(q => q.Text)).Concat(newest.ForPeople).Select(m => m.In(Language.English))]
                : [],
            Pending = outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending)?.Text,
            PendingSince = report.Pending?.Since,
            PendingUntil = report.PendingUntil,
            Calls = outcome.Failure is null && outcome.Seen?.Memory.Channels.TryGet(out var channels) == true ? channels : null,
            Failure = outcome.Failure?.Message,
            LeftAloneUntil = report.LeftAloneUntil,
            Suspended = report.Start.Suspension,
            LastLook = report.Ended,
            NextLook = report.NextLook,
            RoundBegan = report.Start.At,
            IsUnderWay = outcome.Steps.Any(s => s.Result == StepResult.Pending),
        };
    }

    private static ConditionState Since(Condition now, BoxStatus? before, DateTimeOffset time)
    {
        var last = before?.Conditions.FirstOrDefault(c => c.Type == now.Type);
        return new(now.Type, now.Status, now.Reason, last?.Status == now.Status ? last.Since : time);
    }

    private static string Line(Drift drift) =>
        $"{drift.Name}: wanted {drift.Desired}"
        + (drift.File is { } file ? $"; file {file}" : "") + (drift.Memory is { } memory ? $"; memory {memory}" : "")
        + (drift.Client is { } client ? $"; client: {client}" : "") + $". {drift.Consequence}";
}
