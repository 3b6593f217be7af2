using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// Carries plans out on a box, part by part: each is begun, put in place and activated, then verified by looks, and confirmed or undone by
/// itself, while the others go on. What differs anew meanwhile is begun too. Each step is told as it comes about, so that it is known even
/// when the connection is lost on the way.
/// </summary>
internal sealed partial class PlanApplication(
    IBoxConnection connection, Policy policy, Verifier verifier, TimeProvider time, TransactionSteps steps, Past past)
{
    /// <summary>How often a part is tried anew because somebody was faster.</summary>
    private const int MostTries = 3;

    /// <summary>
    /// How long what was done may take to show itself: chan_sip reloads in the background, listeners come after the boot.
    /// </summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(15);

    /// <summary>How long it gets where everything speaks against it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    private readonly Transaction transaction = new(connection, steps.Head);
    private readonly List<PartInProgress> open = [];
    private readonly Dictionary<Subject, int> tries = [];
    private readonly HashSet<Subject> agreed = [];
    private Past past = past;
    private bool isStale;
    private bool isLockedOut;
    private bool isDeclined;

    /// <summary>The last look; null before there was one.</summary>
    public ObservedPlan? Last { get; private set; }

    /// <summary>What was done, where anything was begun.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Carries out what the first look says there is to do, and ends what an earlier transaction left.</summary>
    /// <param name="first">The look that the round began with.</param>
    /// <param name="journal">What was found on the box.</param>
    /// <param name="consent">
    /// Whether a plan may be carried out; asked of the first, and of one that has something to do for another subject.
    /// </param>
    public async Task Run(ObservedPlan first, BoxJournal journal, Func<Plan, bool> consent)
    {
        var begun = time.GetTimestamp();
        Last = first;
        if (journal.NeedsRecovery)
        {
            await Adopt(journal);
        }

        while (true)
        {
            if (isStale)
            {
                await Observe();
            }

            if (!isLockedOut && time.GetElapsedTime(begun) < Allowed)
            {
                await Begin(Last, consent);
            }

            if (open.Count == 0 && !isStale)
            {
                break;
            }

            if (open.Count > 0)
            {
                await Observe();
                await Settle(Last);
            }

            if (open.Count > 0)
            {
                await Task.Delay(BetweenLooks, time, CancellationToken.None);
            }
        }

        foreach (var waiting in isLockedOut || agreed.Count == 0 ? [] : Last.Plan.Activations.Where(a => a.WaitsFor is not null))
        {
            var step = new Step.Activated(waiting.Activation, StepResult.Pending, $"waits for {waiting.WaitsFor}");
            steps.Add(step with { Parts = waiting.Serves });
        }
    }

    private async Task Observe()
    {
        past = past with { Now = time.GetUtcNow() };
        Last = await verifier.Observe(past);
        isStale = false;
    }

    // Those that can be done now, and are not in progress; one that depends on another only together with it.
    private async Task Begin(ObservedPlan observed, Func<Plan, bool> consent)
    {
        var plan = observed.Plan;
        var ready = plan.Parts
            .Where(p => !p.OnlyWaits && open.TrueForAll(o => o.Subject != p.Subject)
                && !past.Unfinished.ContainsKey(p.Subject) && tries.GetValueOrDefault(p.Subject) < MostTries)
            .ToList();
        ready.RemoveAll(p => !p.After.All(a => ready.Exists(r => r.Subject == a)));
        isDeclined |= plan is { HasWork: true, Withheld: null } && !plan.Parts.All(p => agreed.Contains(p.Subject)) && !isDeclined
            && !consent(plan);
        if (plan.Withheld is not null || isDeclined)
        {
            return;
        }

        agreed.UnionWith(plan.Parts.Select(p => p.Subject));
        if (ready.Count == 0)
        {
            return;
        }

        HasBegun = true;
        foreach (var part in ready)
        {
            tries[part.Subject] = tries.GetValueOrDefault(part.Subject) + 1;
        }

        await Registered(plan, ready);
        var chosen = plan.Only(ready.Select(p => p.Subject).ToHashSet());
        var begun = await Checked(Keep(ready, await transaction.Begin(chosen, policy)));
        if (begun.Count == 0)
        {
            return;
        }

        steps.Begin(chosen);
        var swapped = Keep(begun, await transaction.Swap(begun, policy));
        steps.AddAll(swapped.SelectMany(p => p.Edits.Select(edit => new Step.Edited(edit.Path, StepResult.Done, Happened(edit))
        {
            Parts = [p.Subject],
        })));
        await Activate(chosen.Only(swapped.Select(p => p.Subject).ToHashSet()), swapped, observed);
    }

    private static Message Happened(FileEdit edit) =>
        edit.After is null ? $"removed" : edit.IsTouch ? $"renewed" : (Message)$"written";

    // What Asterisk itself would not read is taken back before anybody reads it.
    private async Task<List<PlanPart>> Checked(List<PlanPart> begun)
    {
        var objections = await StagedCheck.Ask(verifier.Ask, steps.Head, begun);
        foreach (var part in begun.Where(p => objections.ContainsKey(p.Subject)).ToList())
        {
            await Abandon(part.Subject, objections[part.Subject]);
            begun.Remove(part);
        }

        foreach (var part in begun.Where(p => !p.After.All(a => begun.Exists(b => b.Subject == a))).ToList())
        {
            await Abandon(part.Subject, $"it depends on {Listing.Of(part.After.Select(a => a.Name))}, which was not begun");
            begun.Remove(part);
        }

        return begun;
    }

    private async Task Abandon(Subject subject, Message why)
    {
        var undone = (await transaction.Undo([(new PartEnd(subject, []), null)]))[subject];
        var closed = undone.Exit == ScriptExit.Done ? (await transaction.Close([subject]))[subject] : undone;
        tries[subject] = MostTries;
        steps.Add(closed.Exit == ScriptExit.Done
            ? new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"{subject}: {why}. Nothing was changed")
            {
                Parts = [subject],
            }
            : Failed(subject, $"{why}. Nothing was activated, and the staged files could not be removed: {StateAfter(closed)}"));
    }

    private async Task Activate(Plan plan, List<PlanPart> parts, ObservedPlan before)
    {
        var failed = new Dictionary<Subject, Message>();
        var waits = new HashSet<Subject>();
        Message? asteriskHangs = null;
        var left = new Queue<PlannedActivation>(plan.Activations);
        while (left.TryDequeue(out var activation))
        {
            var covered = activation.Covers.SelectMany(c => c.Serves);
            if (activation.WaitsFor is not null)
            {
                waits.UnionWith(activation.Serves.Concat(covered));
                continue;
            }

            var step = asteriskHangs is { } why && activation.Activation.Rung >= Rung.AsteriskStart
                ? new Step.Activated(activation.Activation, StepResult.Failed, $"not run, because the step before it failed: {why}")
                : await transaction.Activate(activation, policy);
            var served = (step.Result == StepResult.Pending ? activation.Serves : activation.Serves.Concat(covered)).ToEquatableArray();
            steps.Add(step with { Parts = served });
            if (step.Result == StepResult.Pending)
            {
                // A call was faster than the restart. What a reload can do needs not wait for the call to end.
                waits.UnionWith(served);
                foreach (var reload in activation.Covers)
                {
                    left.Enqueue(reload);
                }
            }
            else if (step.Result == StepResult.Failed)
            {
                asteriskHangs ??= served.Any(s => s.NeedsAsterisk) ? step.Text : null;
                foreach (var subject in served)
                {
                    failed[subject] = $"{activation.Activation.Words}: {step.Text}";
                }
            }
        }

        open.AddRange(parts.Select(p => new PartInProgress
        {
            Subject = p.Subject,
            Part = p,
            Before = before with { Plan = plan with { Report = before.Plan.Report } },
            Since = time.GetTimestamp(),
            ActivationFailed = failed.GetValueOrDefault(p.Subject),
            Waits = waits.Contains(p.Subject),
            Held = before.Plan.Report.HeldOtherwise(p.Subject).ToHashSet(StringComparer.Ordinal),
        }));
    }

    // Parts that a script came to a good end with; the others are reported, and stop nobody.
    private List<PlanPart> Keep(List<PlanPart> parts, IReadOnlyDictionary<Subject, ScriptReply> replies)
    {
        var kept = parts.Where(p => replies[p.Subject].Exit == ScriptExit.Done).ToList();
        foreach (var group in parts.Except(kept).GroupBy(p => (replies[p.Subject].Exit, replies[p.Subject].Brief)))
        {
            Refuse(group.Select(p => p.Subject).ToEquatableArray(), replies[group.First().Subject]);
        }

        return kept;
    }

    private void Refuse(EquatableArray<Subject> subjects, ScriptReply reply)
    {
        var wasOvertaken = reply.Exit is ScriptExit.Moved or ScriptExit.Unfinished or ScriptExit.Dependent;
        isStale |= wasOvertaken;
        isLockedOut |= reply.Exit is ScriptExit.Locked or ScriptExit.Fenced;
        foreach (var subject in wasOvertaken ? [] : subjects)
        {
            tries[subject] = MostTries;
        }

        if (wasOvertaken && subjects.All(s => tries.GetValueOrDefault(s) < MostTries))
        {
            return; // somebody was faster, and nothing was changed: what there is to do now is another question
        }

        steps.Add(Refusal(subjects, reply));
    }

    /// <summary>The step that reports a script that did not take the lock, begin parts or put them in place.</summary>
    /// <exception cref="BoxFailure">It ended as none of these does.</exception>
    internal static Step.Transacted Refusal(EquatableArray<Subject> subjects, ScriptReply reply)
    {
        Step.Transacted Refused(Message text) => new(TransactionEvent.Refused, StepResult.Failed, text);
        var step = reply.Exit switch
        {
            ScriptExit.Locked or ScriptExit.Fenced =>
                new Step.Transacted(TransactionEvent.LockedOut, StepResult.Pending, $"waiting: {reply.Brief}"),
            ScriptExit.Moved => Refused($"{reply.Brief} was changed on the box after it was observed. It was left as it is"),
            ScriptExit.FileNotBack => Failed(subjects[0], StateAfter(reply)),
            ScriptExit.Dependent or ScriptExit.Nothing or ScriptExit.Refused or ScriptExit.NotWritten or ScriptExit.Unreadable
                or ScriptExit.Unfinished or ScriptExit.Unanswered or ScriptExit.Cut or ScriptExit.Unforeseen =>
                Refused($"{Listing.Of(subjects.Select(s => s.Name))}: {reply.Brief}"),
            _ => throw reply.Unforeseen(),
        };
        return step with { Parts = subjects };
    }

    private static Step.Transacted Failed(Subject subject, Message text) =>
        new(TransactionEvent.RollbackFailed, StepResult.Failed, $"{subject}: {text}") { Parts = [subject] };
}
