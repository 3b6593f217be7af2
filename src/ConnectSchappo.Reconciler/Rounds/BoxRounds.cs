using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Looking;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Secrets;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// Rounds on one box: look, plan, and where it is asked for apply and prove. It keeps the line to the box open between rounds
/// and opens another when that one failed. Not for two rounds at once.
/// </summary>
internal sealed class BoxRounds(IBoxLines lines, SecretStore secrets, TimeProvider time) : IAsyncDisposable
{
    private const int Attempts = 3;

    private IBoxLine? line;
    private Looker? looker;
    private DesiredBox? connected;

    /// <summary>Looks and plans; changes nothing.</summary>
    public Task<BoxOutcome> PlanOnly(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (outcome, _) => Task.FromResult(outcome), cancellation);

    /// <summary>
    /// Ends what an earlier transaction left, looks, plans, applies what the plan says if <paramref name="consent"/> agrees, and
    /// proves it; where it cannot be proved it is undone.
    /// </summary>
    public Task<BoxOutcome> Apply(DesiredBox box, string revision, Func<Plan, bool> consent, CancellationToken cancellation) =>
        Round(box, revision, (outcome, witness) => Act(outcome, box, consent, witness), cancellation);

    /// <summary>Confirms the change that waits for a person's word on the box.</summary>
    public Task<BoxOutcome> Confirm(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (outcome, witness) => Settle(outcome, box, witness, a => a.Confirm()), cancellation);

    /// <summary>Undoes the change that waits for a person's word on the box, and puts its revision into quarantine there.</summary>
    public Task<BoxOutcome> Rollback(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (outcome, witness) => Settle(outcome, box, witness, a => a.RollBack(outcome.Journal!.Open!, outcome.Revision)), cancellation);

    /// <summary>Resources that somebody else puts back again and again: from now on they are told and left alone.</summary>
    public IReadOnlySet<string> Contested { get; set; } = FrozenSet<string>.Empty;

    /// <summary>Whether a revision may be applied that was rolled back on this box before: a person's word alone.</summary>
    public bool OverridesQuarantine { get; init; }

    /// <summary>Who is told of a change while it is under way; null for nobody.</summary>
    public IRoundWatcher? Watcher { get; init; }

    public async ValueTask DisposeAsync() => await HangUp();

    private async Task<BoxOutcome> Round(
        DesiredBox box, string revision, Func<BoxOutcome, Witness, Task<BoxOutcome>> act, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var steps = new List<Step>();
        var outcome = new BoxOutcome { Box = box.Name, Revision = revision, Steps = steps };
        try
        {
            var values = await secrets.Resolve(box.SecretNames, cancellation);
            var mayStop = cancellation;
            async Task<Sight> Look()
            {
                var seen = await Observe(box, mayStop);
                return new Sight(seen, Make(revision, box, seen, values));
            }

            outcome = await First(outcome, Look, cancellation);
            mayStop = CancellationToken.None; // a change that has begun is proved, or undone, before we stop: each look has its deadline
            outcome = await act(outcome, new Witness(Look, () => new ClientProbe(line!, time).Register(box, values)));
        }
        catch (BoxFailure failure)
        {
            await HangUp();
            outcome = outcome with { Failure = new RoundFailure(failure.Kind.ToString(), failure.Message + UnderWay(box.Policy, steps)) };
        }
        catch (OperationCanceledException)
        {
            await HangUp();
            throw;
        }

        return outcome with { Duration = time.GetElapsedTime(begun) };
    }

    private async Task<BoxOutcome> First(BoxOutcome outcome, Func<Task<Sight>> look, CancellationToken cancellation)
    {
        var sight = await look();
        var journal = await Transaction.Look(line!, cancellation);
        return outcome with
        {
            Seen = sight.Seen,
            CallsBefore = sight.Seen.Memory.Channels.TryGet(out var up) ? up : null,
            Journal = journal,
            Plan = JournalledPlan.Of(sight.Plan, journal, OverridesQuarantine),
        };
    }

    private Plan Make(string revision, DesiredBox box, Observation seen, ResolvedSecrets values) =>
        Planner.Make(WantedFiles.View(box, seen, revision, values) with { Contested = Contested }, revision, time.GetUtcNow());

    private async Task<BoxOutcome> Act(BoxOutcome outcome, DesiredBox box, Func<Plan, bool> consent, Witness witness)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (outcome.Journal!.NeedsRecovery)
            {
                var open = outcome.Journal.Open;
                var recovery = Application(outcome, box, witness, open?.Id);
                await recovery.Recover(outcome.Journal, outcome.Revision);
                outcome = await First(outcome, witness.Look, CancellationToken.None);
                if (open is not null && outcome.Steps.All(s => s.Transaction != open.Id))
                {
                    outcome = outcome with { Journal = outcome.Journal!.EndedByItsMaker(open) };
                }
            }

            if (outcome.Plan is not { HasWork: true, Withheld: null } plan || outcome.Journal!.NeedsRecovery || !consent(plan))
            {
                return outcome;
            }

            if (OnlyWaits(plan))
            {
                // Nothing is done, so there is no transaction: one at each look would fill the history, and keep others out.
                foreach (var waiting in plan.Activations)
                {
                    outcome.Steps.Add(new Step.Activated(waiting.Activation, StepResult.Pending, $"waits for {waiting.WaitsFor}"));
                }

                return outcome;
            }

            var application = Application(outcome, box, witness);
            var left = await application.Apply(plan, OverridesQuarantine);
            if (left is not null || !application.WasOvertaken || attempt == Attempts)
            {
                return left is null ? outcome : outcome with { Seen = left.Seen, Left = left.Plan };
            }

            // Somebody was faster, and nothing was changed: what there is to do now is another question.
            outcome.Steps.RemoveAt(outcome.Steps.Count - 1);
            outcome = await First(outcome, witness.Look, CancellationToken.None);
        }
    }

    private async Task<BoxOutcome> Settle(BoxOutcome outcome, DesiredBox box, Witness witness, Func<PlanApplication, Task> settle)
    {
        if (outcome.Journal!.Open is not { IsWaiting: true } waiting)
        {
            outcome.Steps.Add(new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, "no change waits for confirmation on this box"));
            return outcome;
        }

        await settle(Application(outcome, box, witness, waiting.Id));
        return await First(outcome, witness.Look, CancellationToken.None);
    }

    private static bool OnlyWaits(Plan plan) => plan.Edits.IsEmpty && plan.Activations.All(a => a.WaitsFor is not null);

    // The line was lost within a transaction: what becomes of it is known, and told.
    private static string UnderWay(Policy policy, List<Step> steps) => steps.Exists(s => s is not Step.Transacted and not { Result: StepResult.Pending }) && !steps.Exists(s => s is Step.Transacted)
        ? $" A change was under way: the next look finishes or undoes it, and where nobody looks the box undoes it by itself after {policy.ConfirmWithin.TotalMinutes:0.#} min."
        : "";

    private PlanApplication Application(BoxOutcome outcome, DesiredBox box, Witness witness, string? of = null) =>
        new(line!, box.Policy, witness, time, new TransactionSteps(TransactionHead.New(time), of, outcome, Watcher));

    private async Task<Observation> Observe(DesiredBox box, CancellationToken cancellation)
    {
        if (line is null || looker is null || connected is null || !SameLine(connected, box))
        {
            await HangUp();
            line = await lines.Open(box, cancellation);
            looker = new Looker(line, time);
            connected = box;
        }

        return await looker.Look(box, cancellation);
    }

    private static bool SameLine(DesiredBox one, DesiredBox other) =>
        (one.Address, one.Port, one.User, one.HostKey) == (other.Address, other.Port, other.User, other.HostKey);

    private async Task HangUp()
    {
        if (looker is not null)
        {
            await looker.DisposeAsync();
        }

        if (line is not null)
        {
            await line.DisposeAsync();
        }

        (line, looker, connected) = (null, null, null);
    }
}
