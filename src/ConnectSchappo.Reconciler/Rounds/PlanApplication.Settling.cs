using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
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
    private (bool Asked, Message? Refusal) registered;

    private async Task Registered(Plan plan, List<PlanPart> parts)
    {
        if (policy.ProbeAs is not null && !registered.Asked && parts.Exists(p => p.HasEdits && IsOfClients(p.Subject)))
        {
            registered = (true, await verifier.Register());
        }
    }

    private static bool IsOfClients(Subject subject) =>
        subject == HttpSubject.Instance || subject == ModulesSubject.Instance || subject == PjsipSubject.Instance;

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
                    await Fail(
                        part,
                        new PartVerdict { Missing = [refusal], Blamed = new HashSet<ResourceId>(), IsWorse = true },
                        observed);
                }
            }
            else
            {
                steps.Add(new Step.Transacted(TransactionEvent.NotVerified, StepResult.Failed, $"as before the change, {refusal}")
                {
                    Parts = standing.Select(p => p.Subject).Where(IsOfClients).ToEquatableArray(),
                });
            }
        }

        await Stand(standing, observed);
    }

    private static PartVerdict Verdict(PartInProgress part, ObservedPlan observed) =>
        PartVerification.Judge(part.Part!, part.Before!.Plan, part.Before.Seen, observed.Plan, observed.Seen, part.Waits);

    // Asterisk logs and does in the background what it was asked.
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
            Ended(standing, await transaction.Confirm(ends), TransactionEvent.Confirmed, StepResult.Done, _ => $"verified and confirmed");
            isStale |= standing.Exists(p => past.Quarantine.Any(q => q.Subject == p.Subject));
        }

        if (waiting.Count > 0)
        {
            var ends = waiting.ConvertAll(p => new PartEnd(p.Subject, PartFailure.Unconfirmed(p.Part!, observed.View).ToEquatableArray()));
            Ended(
                waiting, await transaction.Wait(ends), TransactionEvent.WaitsForConfirmation, StepResult.Pending,
                reply => $"verified. Confirm it with: reconciler confirm {steps.Box}. Otherwise the box rolls it back at "
                    + $"{reply.Value("until") ?? throw reply.Unforeseen()} (its clock)");
            Message waits = $"an earlier change waits for confirmation: reconciler confirm {steps.Box}, or reconciler rollback {steps.Box}";
            past = past with { Unfinished = With(past.Unfinished, waiting.Select(p => p.Subject), waits) };
        }

        if (isStale)
        {
            await Remember();
        }
    }

    private void Ended(
        List<PartInProgress> parts,
        IReadOnlyDictionary<Subject, ScriptReply> replies,
        TransactionEvent happened,
        StepResult result,
        Func<ScriptReply, Message> text)
    {
        var done = parts.FindAll(p => replies[p.Subject].Exit == ScriptExit.Done);
        if (done.Count > 0)
        {
            Message words = $"{Listing.Of(done.Select(p => p.Subject.Name))}: {text(replies[done[0].Subject])}";
            steps.Add(new Step.Transacted(happened, result, words)
            {
                Parts = done.Select(p => p.Subject).ToEquatableArray(),
                Transaction = done[0].Earlier?.Id,
            });
        }

        foreach (var part in parts.Except(done))
        {
            Message why = $"{part.Subject}: verified, but it could not be closed: {replies[part.Subject].Brief}. The next round closes it";
            steps.Add(new Step.Transacted(happened, StepResult.Failed, why) { Parts = [part.Subject] });
            past = past with { Unfinished = With(past.Unfinished, [part.Subject], $"an earlier change could not be closed") };
        }

        open.RemoveAll(parts.Contains);
    }

    private async Task Fail(PartInProgress part, PartVerdict verdict, ObservedPlan observed)
    {
        var confirmed = await transaction.LastConfirmed();
        Message why = $"verification failed: {Listing.Of(verdict.Missing, 4)}{ActivationWords(part)}";
        var failure = PartFailure.Of(part.Part!, verdict, confirmed.Find(part.Subject), observed.View, why.In(Language.English));
        var guilty = Listing.Of(failure.Guilty.Select(o => o.ToString()));
        var end = new PartEnd(part.Subject, failure.Quarantine) { IsPartly = !failure.Guilty.IsEmpty || verdict.IsOvertaken };
        if (failure.IsUndone)
        {
            Message consequence = $"Kept in the last confirmed state: {guilty}. It is tried again when something that it depends on "
                + $"changes, after another commit, or with: reconciler apply --force";
            await Undo(part with { Disproved = why, Consequence = consequence }, end);
            return;
        }

        open.Remove(part);
        var stood = (await transaction.Confirm([end]))[part.Subject];
        if (stood.Exit != ScriptExit.Done)
        {
            Message stuck = $"{part.Subject}: {why}. It could not be closed: {stood.Brief}";
            steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Failed, stuck) { Parts = [part.Subject] });
            past = past with { Unfinished = With(past.Unfinished, [part.Subject], $"an earlier change could not be closed") };
            return;
        }

        if (failure.Guilty.IsEmpty && verdict.IsOvertaken)
        {
            Message overtaken = $"{part.Subject}: confirmed, except for what somebody changed meanwhile. The next plan handles that";
            steps.Add(new Step.Transacted(TransactionEvent.Confirmed, StepResult.Done, overtaken) { Parts = [part.Subject] });
        }

        if (failure.Guilty.IsEmpty && (verdict.IsOvertaken || part.ActivationFailed is not null))
        {
            await Remember(); // reported by the activation that failed
            return;
        }

        Message reason = verdict.IsWorse ? $"a rollback would not repair it" : (Message)$"nothing is known to be worse than before";
        var step = failure.Guilty.IsEmpty
            ? new Step.Transacted(
                TransactionEvent.NotVerified, StepResult.Failed, $"{part.Subject}: {why}. It is not rolled back, because {reason}")
            : new Step.Transacted(
                TransactionEvent.RolledBack, StepResult.Done,
                $"{part.Subject}: {why}. Restored to the last confirmed state: {guilty}. The other changes of {part.Subject} stand");
        steps.Add(step with { Parts = [part.Subject] });
        await Remember();
    }

    // Quarantine has changed on the box: what follows is planned in the light of it.
    private async Task Remember()
    {
        var journal = await Transaction.Read(connection, CancellationToken.None);
        past = past with { Quarantine = journal.Quarantine, Confirmed = journal.Confirmed };
        isStale = true;
    }

    // What the activations that failed printed, or Asterisk logged: where it did not take the change that is often the reason.
    private Message ActivationWords(PartInProgress part) => steps.All.OfType<Step.Activated>()
        .Where(s => s.Parts.Contains(part.Subject) && !s.IsPlain)
        .Select(s => (Message)$" ({s.Activation.Words}: {s.Text})").Distinct()
        .Aggregate(Message.Empty, (words, more) => (Message)$"{words}{more}");

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
}
