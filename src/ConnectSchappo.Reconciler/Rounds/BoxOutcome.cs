using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What a round found on one box, did there, and what is left. Nothing in it is a secret.</summary>
internal sealed record BoxOutcome
{
    public required string Box { get; init; }

    public required string Revision { get; init; }

    /// <summary>Why the box could not be worked with; null where it could.</summary>
    public RoundFailure? Failure { get; init; }

    /// <summary>The plan of the first observation; null where there was none.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What was done, in order; empty where nothing was applied.</summary>
    public EquatableArray<Step> Steps { get; init; }

    /// <summary>What transactions had left on the box before; null where it was not observed.</summary>
    public BoxJournal? Journal { get; init; }

    /// <summary>The plan of the last observation after the steps, which says what is left; null where there was none.</summary>
    public Plan? Left { get; init; }

    /// <summary>Channels that were up at the first observation, before anything was done; null where that is not known.</summary>
    public int? CallsBefore { get; init; }

    /// <summary>The last observation.</summary>
    public Observation? Seen { get; init; }

    /// <summary>Why nothing may be done to the box now, where a person suspended it; null otherwise.</summary>
    public Message? Suspended { get; init; }

    /// <summary>The time of the whole round.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The newest plan that there is.</summary>
    public Plan? Newest => Left ?? Plan;

    /// <summary>
    /// How each part of the round's changes ended, in the order in which reports name subjects; the last end where it had several.
    /// </summary>
    public IEnumerable<(Subject Subject, Step.Transacted Fate)> Parts =>
        from subject in KnownSubjects.All
        let fate = Steps.OfType<Step.Transacted>().LastOrDefault(s => s.Parts.Contains(subject))
        where fate is not null
        select (subject, fate);

    /// <summary>The parts of which something was rolled back, and stays so; not what a later try of the same round verified.</summary>
    public EquatableArray<Subject> RolledBack => Steps
        .Where(s => s is Step.Transacted { Event: TransactionEvent.RolledBack } && !IsMadeGood(s))
        .SelectMany(s => s.Parts).Distinct().ToEquatableArray();

    public bool WasApplied => Steps.Any(s => s is not Step.Transacted);

    public Verdict Verdict
    {
        get
        {
            if (Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.RollbackFailed }))
            {
                return Verdict.RollbackFailed;
            }

            if (!RolledBack.IsEmpty)
            {
                return Verdict.RolledBack;
            }

            if (Failure is not null || Newest is null || !Newest.Report.Unknown.IsEmpty
                || Steps.Any(s => s.Result == StepResult.Failed && !IsMadeGood(s)))
            {
                return Verdict.Failed;
            }

            if (Newest.Report.Drifts.Any(d => d is { Kind: DriftKind.Service, Remediation: Remediation.Manual }))
            {
                return Verdict.Failed;
            }

            if (Journal?.Open.Any(p => p.IsWaiting) == true || Steps.Any(s => s is Step.Transacted { Result: StepResult.Pending }))
            {
                return Verdict.Blocked;
            }

            if (Newest.Report.InSync)
            {
                return Verdict.Converged;
            }

            if (Suspended is not null || !Newest.Blocked.IsEmpty || !Newest.Quarantined.IsEmpty
                || Steps.Any(s => s.Result == StepResult.Pending))
            {
                return Verdict.Blocked;
            }

            return !WasApplied ? Verdict.Drift : Newest.HasWork ? Verdict.Failed : Verdict.Blocked;
        }
    }

    // The last end of each part counts: an Asterisk that was killed in the middle is back, and what it could not accept is verified.
    private bool IsMadeGood(Step step) => !step.Parts.IsEmpty && step.Parts.All(part =>
        Parts.Any(p => p.Subject == part && p.Fate is { Event: TransactionEvent.Confirmed, Result: StepResult.Done })
        && Newest?.Report.Drifts.Any(d => d.Subject == part && d.IsQuarantined) == false);
}
