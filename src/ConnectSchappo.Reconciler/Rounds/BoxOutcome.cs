using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What a round found on one box, did there, and what is left. Nothing in it is a secret.</summary>
internal sealed record BoxOutcome
{
    public required string Box { get; init; }

    public required string Revision { get; init; }

    /// <summary>Why the box could not be worked with; null where it could.</summary>
    public RoundFailure? Failure { get; init; }

    /// <summary>The plan of the first look; null where there was none.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What was done, in order; empty where nothing was applied.</summary>
    public IList<Step> Steps { get; init; } = [];

    /// <summary>What transactions had left on the box before; null where it was not looked at.</summary>
    public BoxJournal? Journal { get; init; }

    /// <summary>The plan of the last look after the steps, which says what is left; null where there was none.</summary>
    public Plan? Left { get; init; }

    /// <summary>Channels that were up at the first look, before anything was done; null where that is not known.</summary>
    public int? CallsBefore { get; init; }

    /// <summary>The last look.</summary>
    public Observation? Seen { get; init; }

    /// <summary>Why nothing may be done to the box for now, where a person said so; null otherwise.</summary>
    public string? Suspended { get; init; }

    /// <summary>The time of the whole round.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The newest plan that there is.</summary>
    public Plan? Newest => Left ?? Plan;

    /// <summary>How each part of the round's changes ended, in the order in which people are told of subjects; the last word where it had several.</summary>
    public IEnumerable<(Subject Subject, Step.Transacted Fate)> Parts =>
        from subject in Subject.All
        let fate = Steps.OfType<Step.Transacted>().LastOrDefault(s => s.Parts.Contains(subject))
        where fate is not null
        select (subject, fate);

    public bool WasApplied => Steps.Any(s => s is not Step.Transacted);

    public Verdict Verdict
    {
        get
        {
            if (Has(TransactionEvent.RollbackFailed))
            {
                return Verdict.RollbackFailed;
            }

            if (Has(TransactionEvent.RolledBack))
            {
                return Verdict.RolledBack;
            }

            if (Failure is not null || Newest is null || Steps.Any(s => s.Result == StepResult.Failed) || !Newest.Report.Unknown.IsEmpty)
            {
                return Verdict.Failed;
            }

            if (Newest.Report.Drifts.Any(d => d is { Kind: DriftKind.Service, Cure: Cure.Person }))
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

            if (Suspended is not null || !Newest.Blocked.IsEmpty || !Newest.Quarantined.IsEmpty || Steps.Any(s => s.Result == StepResult.Pending))
            {
                return Verdict.Blocked;
            }

            return !WasApplied ? Verdict.Drift : Newest.HasWork ? Verdict.Failed : Verdict.Blocked;
        }
    }

    private bool Has(TransactionEvent happened) => Steps.Any(s => s is Step.Transacted told && told.Event == happened);
}
