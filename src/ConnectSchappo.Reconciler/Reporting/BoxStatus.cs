using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// What is known of a box now: the desired revision, what differs, and what will be done about it. Nothing in it is a secret.
/// </summary>
/// <remarks>
/// What JSON leaves out is null to the code that reads it: System.Text.Json generates one that sets every member, whatever it begins with.
/// </remarks>
internal sealed record BoxStatus
{
    public required string Box { get; init; }

    public string Address { get; init => field = value ?? ""; } = "";

    /// <summary>The revision that it should be at.</summary>
    public string DesiredRevision { get; init => field = value ?? ""; } = "";

    /// <summary>The revision that it was last seen in sync with, in the life of this daemon; null for none.</summary>
    public string? AppliedRevision { get; init; }

    /// <summary>How the last round ended; null before the first one.</summary>
    public Verdict? Verdict { get; init; }

    public IReadOnlyList<ConditionState> Conditions { get; init => field = value ?? []; } = [];

    /// <summary>What differs, a line each; null where the last round did not see the box.</summary>
    public IReadOnlyList<string>? Drifts { get; init; }

    /// <summary>What only a person can do.</summary>
    public IReadOnlyList<string> ManualActions { get; init => field = value ?? []; } = [];

    /// <summary>What waits, for what; null where nothing does.</summary>
    public string? Pending { get; init; }

    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>When it has waited for longer than the policy's <c>maxWait</c>, which makes it an alert.</summary>
    public DateTimeOffset? PendingDeadline { get; init; }

    /// <summary>Channels that were up at the last observation; null where that is unknown.</summary>
    public int? Calls { get; init; }

    /// <summary>Why the box could not be worked with; null where it could.</summary>
    public Message? Failure { get; init; }

    /// <summary>When a connection is tried again, where that has failed so often that the next attempt waits.</summary>
    public DateTimeOffset? BackoffUntil { get; init; }

    public Suspension? Suspended { get; init; }

    public DateTimeOffset? LastObservation { get; init; }

    public DateTimeOffset? LastInSync { get; init; }

    /// <summary>What is known of each subject that is not as desired: how many drifts, and what keeps it so.</summary>
    public IReadOnlyList<PartStatus> Parts { get; init => field = value ?? []; } = [];

    /// <summary>When it is observed next; null while a round is in progress.</summary>
    public DateTimeOffset? NextObservation { get; init; }

    /// <summary>When the round that this tells of began.</summary>
    public DateTimeOffset? RoundStarted { get; init; }

    /// <summary>Whether waiting without a person may bring it further: for a call's end, or the next try.</summary>
    public bool IsInProgress { get; init; }

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
            DesiredRevision = outcome.Revision,
            AppliedRevision = isInSync ? outcome.Revision : before?.AppliedRevision,
            LastInSync = isInSync ? report.Ended : before?.LastInSync,
            Verdict = outcome.Verdict,
            Conditions = [.. Condition.Of(outcome).Select(c => Since(c, before, report.Ended))],
            Drifts = outcome.Failure is null && outcome.Newest is { } plan ? [.. plan.Report.Drifts.Select(Line)] : null,
            Parts = outcome.Failure is null && outcome.Newest is { } of ? PartStatus.Of(outcome, of) : [],
            ManualActions = outcome.Newest is { } newest
                ? [.. newest.Blocked.Concat(newest.Quarantined.Select(q => q.Text)).Concat(newest.ForPeople)
                    .Select(m => m.In(Language.English))]
                : [],
            Pending = outcome.Steps.FirstOrDefault(s => s.Result == StepResult.Pending)?.Text.In(Language.English),
            PendingSince = report.Pending?.Since,
            PendingDeadline = report.PendingDeadline,
            Calls = outcome.Failure is null && outcome.Seen?.Memory.Channels.TryGet(out var channels) == true ? channels : null,
            Failure = outcome.Failure?.Message,
            BackoffUntil = report.BackoffUntil,
            Suspended = report.Start.Suspension,
            LastObservation = report.Ended,
            NextObservation = report.NextObservation,
            RoundStarted = report.Start.At,
            IsInProgress = outcome.Steps.Any(s => s.Result == StepResult.Pending),
        };
    }

    private static ConditionState Since(Condition now, BoxStatus? before, DateTimeOffset time)
    {
        var last = before?.Conditions.FirstOrDefault(c => c.Type == now.Type);
        return new(now.Type, now.Status, now.Reason, last?.Status == now.Status ? last.Since : time);
    }

    private static string Line(Drift drift) => $"{drift.Name}: desired {drift.Desired.In(Language.English)}"
        + Layer("; file ", drift.File) + Layer("; memory ", drift.Memory) + Layer("; client: ", drift.Client)
        + $". {drift.Consequence.In(Language.English)}";

    private static string Layer(string name, Message? layer) => layer is null ? "" : name + layer.In(Language.English);
}
