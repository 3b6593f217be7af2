using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>How the parts of a change end.</summary>
internal sealed partial class PlanApplication
{
    // What the identity that the policy names was refused for before: what was wrong before is no reason to undo anything.
    private (bool Asked, string? Refusal) registered;

    private async Task Registered(Plan plan, List<PlanPart> parts)
    {
        if (policy.ProbeAs is not null && !registered.Asked && parts.Exists(p => p.HasEdits && IsOfClients(p.Subject)))
        {
            registered = (true, await verifier.Register());
        }
    }

    private static bool IsOfClients(Subject subject) => subject == HttpSubject.Instance || subject == ModulesSubject.Instance || subject == PjsipSubject.Instance;

    private async Task Settle(ObservedPlan observed)
    {
        var standing = new List<PartInProgress>();
        foreach (var part in open.ToList())
        {
            if (part.Undoing is not null)
            {
                await SettleUndone(part, observed);
            }
            else if (part.Part is null)
            {
                await SettleEarlier(part, observed);
            }
            else if (Verdict(part, observed) is { IsProved: false } verdict)
            {
                if (part.ActivationFailed is not null || ((verdict.IsOvertaken || verdict.IsRefused) && !IsFresh(part)) || IsLate(part))
                {
                    await Fail(part, verdict, observed);
                }
            }
            else
            {
                standing.Add(part);
            }
        }

        if (standing.Exists(p => IsOfClients(p.Subject) && p.Part!.HasEdits && !p.Waits) && registered.Asked
            && await verifier.Register() is { } refusal)
        {
            if (registered.Refusal is null)
            {
                foreach (var part in standing.Where(p => IsOfClients(p.Subject) && p.Part!.HasEdits && !p.Waits).ToList())
                {
                    standing.Remove(part);
                    await Fail(part, new PartVerdict { Missing = [Message.Verbatim(refusal)], Blamed = new HashSet<ResourceId>(), IsWorse = true }, observed);
                }
            }
            else
            {
                steps.Add(new Step.Transacted(TransactionEvent.DidNotHelp, StepResult.Failed, $"as before the change, {refusal}") { Parts = standing.Select(p => p.Subject).Where(IsOfClients).ToEquatableArray() });
            }
        }

        await Stand(standing, observed);
    }

    private static PartVerdict Verdict(PartInProgress part, ObservedPlan observed) =>
        PartVerification.Judge(part.Part!, part.Before!.Plan, part.Before.Seen, observed.Plan, observed.Seen, part.Waits);

    // Asterisk logs and does in the background what it was told.
    private bool IsFresh(PartInProgress part) => time.GetElapsedTime(part.Since) < Settled;

    private bool IsLate(PartInProgress part) => time.GetElapsedTime(part.Since) >= Allowed;

    // What only puts back what was confirmed before waits for nobody: undoing it would bring the trouble back.
    private bool WaitsForPerson(PartInProgress part) => policy.Confirm == ConfirmMode.Manual && part.Part!.HasEdits
        && part.Before!.Plan.Report.Drifts.Any(d => d.Origin == DriftOrigin.Intentional && d.Subject == part.Subject);

    private async Task Stand(List<PartInProgress> parts, ObservedPlan observed)
    {
        var (waiting, standing) = (parts.FindAll(WaitsForPerson), parts.FindAll(p => !WaitsForPerson(p)));
        if (standing.Count > 0)
        {
            var ends = standing.ConvertAll(p => new PartEnd(p.Subject, PartFailure.Kept(observed.View, p.Subject, []).ToEquatableArray()));
            Ended(standing, await transaction.Confirm(ends), TransactionEvent.Confirmed, StepResult.Done, _ => "proved and confirmed");
            isStale |= standing.Exists(p => past.Quarantine.Any(q => q.Subject == p.Subject));
        }

        if (waiting.Count > 0)
        {
            var ends = waiting.ConvertAll(p => new PartEnd(p.Subject, PartFailure.Unconfirmed(p.Part!, observed.View).ToEquatableArray()));
            Ended(
                waiting, await transaction.Wait(ends), TransactionEvent.WaitsForConfirmation, StepResult.Pending,
                reply => $"proved, and undone at {reply.Value("until") ?? throw reply.Unforeseen()} by the box's clock "
                    + "unless somebody confirms it: reconciler confirm");
            past = past with { Unfinished = With(past.Unfinished, waiting.Select(p => p.Subject), $"a change of it waits for confirmation: reconciler confirm, or reconciler rollback") };
        }

        if (isStale)
        {
            await Remember();
        }
    }

    private void Ended(List<PartInProgress> parts, IReadOnlyDictionary<Subject, ScriptReply> replies, TransactionEvent happened, StepResult result, Func<ScriptReply, string> text)
    {
        var done = parts.FindAll(p => replies[p.Subject].Exit == ScriptExit.Done);
        if (done.Count > 0)
        {
            steps.Add(new Step.Transacted(happened, result, $"{Listing.Of(done.Select(p => p.Subject.Name))}: {text(replies[done[0].Subject])}") { Parts = done.Select(p => p.Subject).ToEquatableArray(), Transaction = done[0].Earlier?.Id });
        }

        foreach (var part in parts.Except(done))
        {
            var why = $"{part.Subject}: proved, and could not be closed: {replies[part.Subject].Brief}. The next look finishes it";
            steps.Add(new Step.Transacted(happened, StepResult.Failed, why) { Parts = [part.Subject] });
            past = past with { Unfinished = With(past.Unfinished, [part.Subject], $"an earlier change of it could not be closed") };
        }

        open.RemoveAll(parts.Contains);
    }

    private async Task Fail(PartInProgress part, PartVerdict verdict, ObservedPlan observed)
    {
        var confirmed = await transaction.LastConfirmed();
        var why = $"not proved: {Listing.Of(verdict.Missing, 4).In(Language.English)}{ActivationWords(part)}";
        ReadOnlyMemory<byte>? last = confirmed.TryGetValue(part.Subject, out var content) ? content : null;
        var failure = PartFailure.Of(part.Part!, verdict, last, observed.View, why);
        var end = new PartEnd(part.Subject, failure.Quarantine) { IsPartly = !failure.Guilty.IsEmpty || verdict.IsOvertaken };
        if (failure.IsUndone)
        {
            var consequence = $"{Listing.Of(failure.Guilty.Select(o => o.ToString()))} is kept as it was confirmed last until something changes that it hangs on, a commit says otherwise, or by apply --force";
            await Undo(part with { Disproved = why, Consequence = consequence }, end);
            return;
        }

        open.Remove(part);
        var stood = (await transaction.Confirm([end]))[part.Subject];
        if (stood.Exit != ScriptExit.Done)
        {
            var stuck = $"{part.Subject}: {why}, and it could not be closed: {stood.Brief}";
            steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Failed, stuck) { Parts = [part.Subject] });
            past = past with { Unfinished = With(past.Unfinished, [part.Subject], $"an earlier change of it could not be closed") };
            return;
        }

        if (failure.Guilty.IsEmpty && verdict.IsOvertaken)
        {
            steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, $"{part.Subject}: it stands as far as nobody has changed its files since; what differs now is seen to by the next plan") { Parts = [part.Subject] });
        }

        if (failure.Guilty.IsEmpty && (verdict.IsOvertaken || part.ActivationFailed is not null))
        {
            await Remember(); // told by the activation that failed
            return;
        }

        steps.Add(failure.Guilty.IsEmpty
            ? new Step.Transacted(TransactionEvent.DidNotHelp, StepResult.Failed, $"{part.Subject}: {why}. Nothing of it is undone, since {(verdict.IsWorse ? "that would not bring it back" : "nothing is known to be worse than before")}") { Parts = [part.Subject] }
            : new Step.Transacted(
                TransactionEvent.RolledBack, StepResult.Done,
                $"{part.Subject}: {Listing.Of(failure.Guilty.Select(o => o.ToString()))}: {why}. It is put back as it was confirmed last, and the other changes of {part.Subject} stand") { Parts = [part.Subject] });
        await Remember();
    }

    private async Task Undo(PartInProgress part, PartEnd end)
    {
        // What an earlier transaction was undone for is written down in its journal already.
        var undone = (await transaction.Undo([(end, part.Earlier is not null && part.Consequence.Length == 0 ? null : part.Disproved)]))[part.Subject];
        if (UndoProgram.Restart(undone) is { } restart)
        {
            steps.Add(restart with { Parts = [part.Subject], Transaction = part.Earlier?.Id });
        }

        open.RemoveAll(o => o.Subject == part.Subject);
        if (undone.Exit != ScriptExit.Done)
        {
            Stuck(part, StateAfter(undone));
        }
        else
        {
            open.Add(part with { Undoing = Files(undone), Since = time.GetTimestamp() });
        }
    }

    private async Task SettleUndone(PartInProgress part, ObservedPlan observed)
    {
        var notBack = PartVerification.NotBack(part.Subject, part.Held, observed.Plan, observed.Seen, part.Ran);
        if (!notBack.IsEmpty && !IsLate(part))
        {
            return;
        }

        open.Remove(part);
        var differs = notBack.IsEmpty ? "" : $"Memory is not as it was before: {Listing.Of(notBack, 4).In(Language.English)}";
        if (!notBack.IsEmpty && part.Disproved is not null)
        {
            Stuck(part, $"{part.Undoing}. {differs}. Look at Asterisk now; the next look tries again to undo it");
        }
        else if ((await transaction.Close([part.Subject]))[part.Subject] is { Exit: not ScriptExit.Done } stuck)
        {
            Stuck(part, $"{part.Undoing}. It could not be closed: {StateAfter(stuck)}");
        }
        else
        {
            var stopped = observed.Seen.Asterisk == AsteriskLife.Stopped && part.Subject.NeedsAsterisk
                ? ". Asterisk is stopped, and starts with these files"
                : "";
            var files = $"{part.Undoing}{(differs.Length > 0 ? $". {differs}; what follows sees to it" : "")}{stopped}";
            steps.Add(part.Earlier is { } earlier && part.Consequence.Length == 0
                ? new Step.Transacted(TransactionEvent.Undone, StepResult.Done, $"{earlier.Words}, was cut off: undone. {files}") { Parts = [part.Subject], Transaction = earlier.Id }
                : new Step.Transacted(TransactionEvent.RolledBack, StepResult.Done, $"{part.Subject}: {part.Disproved}. {files}{(part.Consequence.Length > 0 ? $". {part.Consequence}" : "")}") { Parts = [part.Subject], Transaction = part.Earlier?.Id });
            await Remember();
        }
    }

    // What cannot be brought back stays open on the box, so that the next look, or a person, tries again; the others go on.
    private void Stuck(PartInProgress part, string trouble)
    {
        steps.Add(Failed(part.Subject, part.Earlier is { } earlier ? $"{earlier.Words}, could not be undone: {trouble}" : $"{part.Disproved}, and the rollback failed: {trouble}") with { Transaction = part.Earlier?.Id });
        past = past with { Unfinished = With(past.Unfinished, [part.Subject], $"an earlier change of it is neither confirmed nor undone") };
    }

    // Quarantine has changed on the box: what follows is planned in the light of it.
    private async Task Remember()
    {
        var journal = await Transaction.Read(connection, CancellationToken.None);
        past = past with { Quarantine = journal.Quarantine, Confirmed = journal.Confirmed };
        isStale = true;
    }

    // What the activations that failed said, or Asterisk logged: where it did not take the change it often says why.
    private string ActivationWords(PartInProgress part) => string.Concat(steps.All.OfType<Step.Activated>()
        .Where(s => s.Parts.Contains(part.Subject) && (s.Result == StepResult.Failed || s.Text != "done")).Select(s => $" ({s.Activation}: {s.Text})").Distinct(StringComparer.Ordinal));

    private static Dictionary<Subject, Message> With(
        IReadOnlyDictionary<Subject, Message> known, IEnumerable<Subject> subjects, Message why)
    {
        var more = known.ToDictionary(k => k.Key, k => k.Value);
        foreach (var subject in subjects)
        {
            more[subject] = why;
        }

        return more;
    }

    /// <summary>The state that a script of a part's end has left the box in, and what to do.</summary>
    /// <exception cref="BoxFailure">It ended as none of these does.</exception>
    internal static string StateAfter(ScriptReply reply) => reply.Exit switch
    {
        ScriptExit.CallsInProgress => $"{Files(reply)}. Asterisk runs on with the new configuration until it is restarted, "
            + "which waits for calls to end; the next look tries again",
        ScriptExit.AsteriskNotBack => $"{Files(reply)}. Asterisk did not come back: start it now (systemctl status asterisk)",
        ScriptExit.Unanswered => $"{Files(reply)}. Asterisk does not answer, and is not restarted blindly: "
            + "look at it now (asterisk -rvvv, systemctl status asterisk); the next look tries again",
        ScriptExit.FileNotBack => $"{Files(reply)}. Make room, or the disk writable, on the box and run: sh {JournalFunctions.State}/undo",
        ScriptExit.Fenced or ScriptExit.Locked or ScriptExit.NotWritten or ScriptExit.Nothing or ScriptExit.ChannelsUnknown
            or ScriptExit.Fail2banNotUp or ScriptExit.CommandFailed or ScriptExit.TimedOut or ScriptExit.Killed or ScriptExit.Cut
            or ScriptExit.Unforeseen =>
            $"{reply.Brief}. On the box, as root: sh {JournalFunctions.State}/undo",
        _ => throw reply.Unforeseen(),
    };

    private static string Files(ScriptReply undone) =>
        UndoProgram.Sentences(undone).ToList() is { Count: > 0 } lines ? string.Join("; ", lines) : "No file had to be brought back";
}
