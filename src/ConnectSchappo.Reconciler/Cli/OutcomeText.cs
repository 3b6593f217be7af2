using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;
using DiffPlex.Renderer;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>A box's outcome for a person: what differs and where, what will be done or was, what it costs, what is left.</summary>
internal static class OutcomeText
{
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
            // What was put right is told by the steps, and what was not by what is left.
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

            foreach (var reason in (outcome.Newest!.Withheld is { } withheld ? [withheld] : Array.Empty<Message>())
                .Concat(outcome.Newest.Blocked).Concat(outcome.Newest.Quarantined.Select(q => q.Text)))
            {
                text.Add($"  blocked: {reason}");
            }

            foreach (var reason in outcome.Newest.Report.Unknown)
            {
                text.Add($"  not seen: {reason}");
            }

            foreach (var note in outcome.Newest.Notes)
            {
                text.Add($"  note: {note}");
            }
        }

        return text.ToString();
    }

    private static string Headline(BoxOutcome outcome) => outcome.Verdict switch
    {
        Verdict.Converged when outcome.WasApplied => $"converged at revision {RevisionName.Short(outcome.Revision)}, proved in files, memory{(outcome.Seen?.Client.Answers.TryGet(out _) == true ? " and from a client's side" : "")}",
        Verdict.Converged => $"in sync with revision {RevisionName.Short(outcome.Revision)}",
        Verdict.Drift => $"{outcome.Plan!.Report.Drifts.Count} drift(s) against revision {RevisionName.Short(outcome.Revision)}{Calls(outcome)}",
        Verdict.Blocked => $"waits: {outcome.Newest!.Report.Drifts.Count} drift(s) left against revision {RevisionName.Short(outcome.Revision)}{Calls(outcome)}",
        Verdict.RolledBack => $"rolled back: revision {RevisionName.Short(outcome.Revision)} could not be proved for {Listing.Of(outcome.RolledBack.Select(s => s.Name), 8)}; what failed there is as it was confirmed last",
        Verdict.RollbackFailed => "ROLLBACK FAILED: a person must look at this box now",
        _ when outcome.Failure?.Kind == RoundFailure.Stale => "nothing was changed",
        _ when outcome.Failure is { } failure => $"failed ({failure.Kind})",
        _ => $"failed: {outcome.Newest!.Report.Drifts.Count} drift(s) left against revision {RevisionName.Short(outcome.Revision)}",
    };

    private static string Calls(BoxOutcome outcome) =>
        outcome.Seen?.Memory.Channels.TryGet(out var channels) == true ? $", {channels} channel(s) in progress" : "";

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
        Listing.Of(step.Serves.Select(s => s.Name), 8) + (step.Covers.IsEmpty ? "" : $", and with it {Listing.Of(step.Covers.SelectMany(c => c.Serves).Select(s => s.Name), 8)}");

    private static string Until(PlannedActivation step) =>
        (step.Opens is { } opens ? $", which opens {opens:yyyy-MM-dd HH:mm zzz}" : "")
        + (step.AlertAfter is { } patience ? $"; an alert after {(int)patience.TotalHours}:{patience.Minutes:00} h, never forced" : "")
        + (step.WaitsFor is null || !step.Loses.IsEmpty || step.Channels is not { } up ? "" : $"; apply --now would not wait{(up > 0 ? $", and cut {up} channel(s)" : "")}");

    private static void Diff(PlainLines text, FileEdit edit)
    {
        if (edit.IsTouch)
        {
            return;
        }

        var diff = UnidiffRenderer.GenerateUnidiff(edit.MaskedBefore, edit.MaskedAfter, "", "", ignoreWhitespace: false, ignoreCase: false, contextLines: 1);
        foreach (var line in diff.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("---", StringComparison.Ordinal) && !l.StartsWith("+++", StringComparison.Ordinal)))
        {
            text.Add($"      {line.TrimEnd('\r')}");
        }
    }

    private static void Steps(PlainLines text, BoxOutcome outcome)
    {
        foreach (var step in outcome.Steps)
        {
            var planned = step is Step.Activated { Result: StepResult.Pending } waiting ? outcome.Plan?.Activations.FirstOrDefault(a => a.Activation == waiting.Activation) : null;
            text.Add($"  {Line(step)}{(planned is null ? "" : Until(planned))}");
        }

        if (outcome.Parts.Skip(1).Any())
        {
            text.Add($"  parts: {string.Join("; ", outcome.Parts.GroupBy(p => p.Fate.Event).Select(g => $"{Listing.Of(g.Select(p => p.Subject.Name), 8)} {Fate(g.Key)}"))}");
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
            _ => "",
        };
        return $"{step.Result.ToString().ToLowerInvariant(),-8}{what}: {step.Text}";
    }

    /// <summary>How a part came out.</summary>
    public static string Fate(TransactionEvent happened) => happened switch
    {
        TransactionEvent.Confirmed or TransactionEvent.Finished => "confirmed",
        TransactionEvent.WaitsForConfirmation => "waits for confirmation",
        TransactionEvent.RolledBack => "rolled back",
        TransactionEvent.RollbackFailed => "NOT UNDONE",
        TransactionEvent.Undone or TransactionEvent.UndoneByWatchdog => "undone",
        TransactionEvent.DidNotHelp => "did not help",
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
        TransactionEvent.UndoneByWatchdog => "watchdog",
        TransactionEvent.DidNotHelp => "not proved",
        _ => "transaction",
    };
}
