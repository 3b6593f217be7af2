using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The exit codes of a command, a contract with scripts.</summary>
internal static class ExitCode
{
    public const int Converged = 0;
    public const int Error = 1;
    public const int Drift = 2;
    public const int StateInvalid = 3;
    public const int Failed = 4;
    public const int Blocked = 5;
    public const int RolledBack = 6;
    public const int RollbackFailed = 7;
    public const int Stale = 8;
    public const int WaitRanOut = 9;

    // From worst to best, as the exit code of several boxes is that of the worst.
    private static readonly int[] WorstFirst = [RollbackFailed, RolledBack, Failed, Stale, Blocked, Drift, Converged];

    /// <summary>That order, for a person.</summary>
    public static string Order => string.Join(", ", WorstFirst);

    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Converged => Converged,
        Verdict.Drift => Drift,
        Verdict.Blocked => Blocked,
        Verdict.RolledBack => RolledBack,
        Verdict.RollbackFailed => RollbackFailed,
        Verdict.Failed => Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "a verdict without an exit code"),
    };

    /// <summary>What is refused must be put right by whoever wrote it; what cannot be had may be there a moment later.</summary>
    public static int Of(SourceFailureKind kind) => kind == SourceFailureKind.Refused ? StateInvalid : Error;

    /// <summary>The worst of what a daemon knows of its boxes; one that it has not seen yet waits.</summary>
    public static int Of(IEnumerable<BoxStatus> boxes) => Of(boxes.Select(b => b.Verdict ?? Verdict.Blocked));

    /// <summary>
    /// What a push by a hook is told: a revision that was refused, or could not be had, is not in force, whatever the boxes are.
    /// </summary>
    public static int OfSync(ControlReply reply, bool waited) =>
        reply.Status is { IsRefused: true } ? StateInvalid
        : reply.Status is { SourceProblem: not null } ? Error
        : reply.TimedOut ? WaitRanOut
        : waited ? Of(reply.Status!.Boxes)
        : Converged;

    public static int Of(BoxOutcome outcome) => outcome.Failure is { Kind: RoundFailure.Stale } ? Stale : Of(outcome.Verdict);

    /// <summary>The worst of the boxes'; converged where there is none.</summary>
    public static int Of(IEnumerable<Verdict> verdicts) => Worst(verdicts.Select(Of));

    public static int Of(IEnumerable<BoxOutcome> outcomes) => Worst(outcomes.Select(Of));

    private static int Worst(IEnumerable<int> ofBoxes)
    {
        var codes = ofBoxes.ToHashSet();
        return WorstFirst.First(c => codes.Contains(c) || c == Converged);
    }
}
