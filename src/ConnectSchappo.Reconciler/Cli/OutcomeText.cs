using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;
using DiffPlex.Renderer;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>A box's outcome for a person: what differs and where, what will be done or was, what it costs, what is left.</summary>
internal static class OutcomeText
{
    /// <summary>With which a unified diff begins: the two names, of which ours has none.</summary>
    private const int HeadLines = 2;

    /// <param name="outcome">What happened.</param>
    /// <param name="diff">Whether the text of each edit is shown, without its secrets.</param>
    public static string Of(BoxOutcome outcome, bool diff)
    {
        var text = new PlainLines().Add($"{outcome.Box}: {Headline(outcome)}");
        if (outcome.Failure is { } failure)
        {
            text.Add($"  {failure.Message}");
        }

        if (outcome.Plan is { } plan && outcome.Failure?.Kind != RoundFailure.Stale)
        {
            // The steps show what was repaired, and the list of what is left shows the rest.
            if (!outcome.WasApplied)
            {
                DriftText.Append(text, plan);
            }

            DriftText.Ignored(text, plan);
            Steps(text, outcome);
            if (!outcome.WasApplied)
            {
                Work(text, plan, diff);
            }

            var withheld = outcome.Newest!.Withheld is { } why ? [why] : Array.Empty<Message>();
            foreach (var reason in withheld.Concat(outcome.Newest.Blocked).Concat(outcome.Newest.Quarantined.Select(q => q.Text)))
            {
                text.Add($"  blocked: {reason}");
            }

            foreach (var reason in outcome.Newest.Report.Unknown)
            {
                text.Add($"  not observed: {reason}");
            }

            foreach (var note in outcome.Newest.Notes.Concat(outcome.Newest.Troubles))
            {
                text.Add($"  note: {note}");
            }
        }

        return text.ToString();
    }

    private static string Headline(BoxOutcome outcome) => outcome.Verdict switch
    {
        Verdict.Converged when outcome.WasApplied => $"converged at {Revision(outcome)}, verified in {Verified(outcome)}",
        Verdict.Converged => $"in sync with {Revision(outcome)}",
        Verdict.Drift => $"{DriftCount.Words(outcome.Plan!)} from {Revision(outcome)}{Calls(outcome)}",
        Verdict.Blocked => $"waiting: {DriftCount.Words(outcome.Newest!)} left from {Revision(outcome)}{Calls(outcome)}",
        Verdict.RolledBack => $"rolled back: not all of {Revision(outcome)} is in force for "
            + $"{Listing.Of(outcome.RolledBack.Select(s => s.Name), 8)}; what was rolled back has its last confirmed state",
        Verdict.RollbackFailed => "ROLLBACK FAILED: check this box now",
        Verdict.Failed when outcome.Failure?.Kind == RoundFailure.Stale => "nothing was changed",
        Verdict.Failed when outcome.Failure is { } failure => $"failed ({failure.Kind})",
        Verdict.Failed => $"failed: {DriftCount.Words(outcome.Newest!)} left from {Revision(outcome)}",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Verdict, "a verdict without a headline"),
    };

    private static string Revision(BoxOutcome outcome) => $"revision {RevisionName.Short(outcome.Revision)}";

    private static string Verified(BoxOutcome outcome) =>
        outcome.Seen?.Client.Answers.TryGet(out _) == true ? "files, memory and a client's view" : "files and memory";

    private static string Calls(BoxOutcome outcome) =>
        (outcome.Seen?.Memory.Channels.TryGet(out var channels) == true ? channels : outcome.CallsBefore) is { } count
            ? $", {ChannelCount.Words(count)} in progress" : "";

    private static void Work(PlainLines text, Plan plan, bool diff)
    {
        foreach (var edit in plan.Edits)
        {
            text.Add($"  write {edit.Path} ({edit.Subject.Name}): {edit.Why}");
            if (diff)
            {
                Diff(text, edit);
            }
        }

        foreach (var step in plan.Activations)
        {
            text.Add($"  then  {step.Activation.Words} ({Served(step)}): {step.Reason}; impact: {step.Cost}");
            if (step.WaitsFor is { } waits)
            {
                text.Add($"        waits for {waits}{Until(step)}");
            }
        }
    }

    // Each subject is a part with a fate of its own; one command may serve several.
    private static string Served(PlannedActivation step) =>
        Listing.Of(step.Serves.Select(s => s.Name), 8)
        + (step.Covers.IsEmpty ? "" : $", and with it {Listing.Of(step.Covers.SelectMany(c => c.Serves).Select(s => s.Name), 8)}");

    private static string Until(PlannedActivation step) =>
        (step.Opens is { } opens ? $", which opens at {opens:yyyy-MM-dd HH:mm zzz}" : "")
        + (step.AlertAfter is { } patience ? $"; alert after {(int)patience.TotalHours}:{patience.Minutes:00} h, never forced" : "")
        + (step.WaitsFor is null || !step.Loses.IsEmpty || step.Channels is not { } up ? ""
            : $"; apply --now restarts at once{(up > 0 ? $" and drops {ChannelCount.Words(up)}" : "")}");

    private static void Diff(PlainLines text, FileEdit edit)
    {
        if (edit.IsTouch)
        {
            return;
        }

        var diff = UnidiffRenderer.GenerateUnidiff(
            edit.MaskedBefore, edit.MaskedAfter, "", "", ignoreWhitespace: false, ignoreCase: false, contextLines: 1);
        foreach (var line in diff.Split('\n').Skip(HeadLines).Where(l => l.Length > 0))
        {
            text.Add($"      {line.TrimEnd('\r')}");
        }
    }

    private static void Steps(PlainLines text, BoxOutcome outcome)
    {
        foreach (var step in outcome.Steps)
        {
            var planned = step is Step.Activated { Result: StepResult.Pending } waiting
                ? outcome.Plan?.Activations.FirstOrDefault(a => a.Activation == waiting.Activation)
                : null;
            text.Add($"  {Line(step)}{(planned is null ? "" : Until(planned))}");
        }

        if (outcome.Parts.Skip(1).Any())
        {
            var ends = outcome.Parts.GroupBy(p => p.Fate.Event)
                .Select(g => $"{Listing.Of(g.Select(p => p.Subject.Name), 8)} {Fate(g.Key)}");
            text.Add($"  parts: {string.Join("; ", ends)}");
        }

        foreach (var drift in outcome.Left?.Report.Drifts ?? [])
        {
            text.Add($"  left: {drift.Name}: {drift.Consequence}");
        }
    }

    /// <summary>A step, and how it went.</summary>
    public static string Line(Step step)
    {
        var what = step switch
        {
            Step.Edited edited => edited.Path,
            Step.Activated activated => activated.Activation.Words.ToString(),
            Step.Transacted { Event: var happened } => Words(happened),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a line"),
        };
        return $"{step.Result.ToString().ToLowerInvariant(),-8}{what}: {step.Text}";
    }

    /// <summary>How a part came out.</summary>
    public static string Fate(TransactionEvent happened) => happened switch
    {
        TransactionEvent.Confirmed or TransactionEvent.Finished => "confirmed",
        TransactionEvent.WaitsForConfirmation => "waits for confirmation",
        TransactionEvent.RolledBack => "rolled back",
        TransactionEvent.RollbackFailed => "ROLLBACK FAILED",
        TransactionEvent.Undone => "rolled back after an interruption",
        TransactionEvent.RolledBackByWatchdog => "rolled back by the watchdog",
        TransactionEvent.NotVerified => "not verified",
        TransactionEvent.Refused => "not begun",
        TransactionEvent.LockedOut => "locked out",
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "an end without a word"),
    };

    private static string Words(TransactionEvent happened) => happened switch
    {
        TransactionEvent.Refused => "not begun",
        TransactionEvent.LockedOut => "lock",
        TransactionEvent.WaitsForConfirmation => "confirmation",
        TransactionEvent.RolledBack or TransactionEvent.RollbackFailed => "rollback",
        TransactionEvent.Finished or TransactionEvent.Undone => "recovery",
        TransactionEvent.RolledBackByWatchdog => "watchdog",
        TransactionEvent.NotVerified => "not verified",
        TransactionEvent.Confirmed => "transaction",
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "an end without a word"),
    };
}
