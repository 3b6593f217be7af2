using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Looking;
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
    private IBoxLine? line;
    private Looker? looker;
    private DesiredBox? connected;

    /// <summary>Looks and plans; changes nothing.</summary>
    public Task<BoxOutcome> PlanOnly(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (outcome, _, _) => Task.FromResult(outcome), cancellation);

    /// <summary>
    /// Ends what an earlier transaction left, looks, plans, applies what the plan says if <paramref name="consent"/> agrees, and
    /// proves it; where it cannot be proved it is undone.
    /// </summary>
    public Task<BoxOutcome> Apply(DesiredBox box, string revision, Func<Plan, bool> consent, CancellationToken cancellation) =>
        Round(box, revision, (outcome, sight, witness) => Act(outcome, sight, box, consent, witness), cancellation);

    /// <summary>Confirms what waits for a person's word on the box.</summary>
    public Task<BoxOutcome> Confirm(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (outcome, sight, witness) => Settle(outcome, box, witness, a => a.Confirm(outcome.Journal!, sight)), cancellation);

    /// <summary>Undoes what waits for a person's word on the box, and puts it into quarantine there.</summary>
    public Task<BoxOutcome> Rollback(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (outcome, sight, witness) => Settle(outcome, box, witness, a => a.RollBack(outcome.Journal!, sight)), cancellation);

    /// <summary>Objects that somebody else puts back again and again: from now on they are told and left alone.</summary>
    public IReadOnlySet<ResourceId> Contested { get; set; } = FrozenSet<ResourceId>.Empty;

    /// <summary>Whether what did not work on this box before may be tried again: a person's word alone.</summary>
    public bool OverridesQuarantine { get; init; }

    /// <summary>Who is told of a change while it is under way; null for nobody.</summary>
    public IRoundWatcher? Watcher { get; init; }

    public async ValueTask DisposeAsync() => await HangUp();

    private async Task<BoxOutcome> Round(
        DesiredBox box, string revision, Func<BoxOutcome, Sight, Witness, Task<BoxOutcome>> act, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var steps = new List<Step>();
        Observation? latest = null;
        var outcome = new BoxOutcome { Box = box.Name, Revision = revision, Steps = steps };
        try
        {
            var values = await secrets.Resolve(box.SecretNames, cancellation);
            var mayStop = cancellation;
            async Task<Sight> Look(Past past)
            {
                var seen = latest = await Observe(box, mayStop);
                var view = WantedFiles.View(box, seen, revision, values, past);
                return new Sight(seen, view, Planner.Make(view, revision));
            }

            (outcome, var sight) = await First(outcome, box, Look, cancellation);
            mayStop = CancellationToken.None; // a change that has begun is proved, or undone, before we stop: each look has its deadline
            outcome = await act(outcome, sight, new Witness(Look, () => new ClientProbe(line!, time).Register(box, latest!.Memory.WebSocketPath, values)));
        }
        catch (BoxFailure failure)
        {
            await HangUp();
            outcome = outcome with { Failure = new RoundFailure(failure.Kind.ToString(), failure.Message + UnderWay(box.Policy, steps)) };
        }
        catch (Exception)
        {
            await HangUp(); // what is left unread on the line would be taken for the answer to the next question
            throw;
        }

        return outcome with { Duration = time.GetElapsedTime(begun) };
    }

    // What was tried before is asked for first, so that the plan is made in the light of it.
    private async Task<(BoxOutcome Outcome, Sight Sight)> First(BoxOutcome outcome, DesiredBox box, Func<Past, Task<Sight>> look, CancellationToken cancellation)
    {
        await Connect(box, cancellation);
        var journal = await Transaction.Look(line!, cancellation);
        var sight = await look(Past(journal));
        return (outcome with
        {
            Seen = sight.Seen,
            CallsBefore = sight.Seen.Memory.Channels.TryGet(out var up) ? up : null,
            Journal = journal,
            Plan = JournalNotes.Add(sight.Plan, journal),
        }, sight);
    }

    private Past Past(BoxJournal journal) => new()
    {
        Now = time.GetUtcNow(),
        Quarantine = journal.Quarantine,
        Confirmed = journal.Confirmed,
        Contested = Contested,
        OverridesQuarantine = OverridesQuarantine,
        Unfinished = JournalNotes.Waiting(journal),
    };

    private async Task<BoxOutcome> Act(BoxOutcome outcome, Sight first, DesiredBox box, Func<Plan, bool> consent, Witness witness)
    {
        if (outcome.Plan is not { HasWork: true, Withheld: null } && !outcome.Journal!.NeedsRecovery)
        {
            return outcome;
        }

        var application = Application(outcome, box, witness);
        await application.Run(first, outcome.Journal!, consent);
        var isTheirs = outcome.Steps.Any(s => s is Step.Transacted { Event: TransactionEvent.LockedOut });
        foreach (var ended in isTheirs ? [] : outcome.Journal!.Open.Where(p => !p.IsWaiting && outcome.Steps.All(s => s.Transaction != p.Id)).ToList())
        {
            outcome = outcome with { Journal = outcome.Journal!.EndedByTheirMaker(ended) };
        }

        return application.HasBegun || !ReferenceEquals(application.Last, first) ? outcome with { Seen = application.Last!.Seen, Left = application.Last.Plan } : outcome;
    }

    private async Task<BoxOutcome> Settle(BoxOutcome outcome, DesiredBox box, Witness witness, Func<PlanApplication, Task> settle)
    {
        if (!outcome.Journal!.Open.Any(p => p.IsWaiting))
        {
            outcome.Steps.Add(new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, "no change waits for confirmation on this box"));
            return outcome;
        }

        await settle(Application(outcome, box, witness));
        return (await First(outcome, box, witness.Look, CancellationToken.None)).Outcome;
    }

    // The line was lost within a transaction: what becomes of it is known, and told.
    private static string UnderWay(Policy policy, List<Step> steps) => steps.Exists(s => s is not Step.Transacted and not { Result: StepResult.Pending }) && !steps.Exists(s => s is Step.Transacted)
        ? $" A change was under way: the next look finishes or undoes it, and where nobody looks the box undoes it by itself after {policy.ConfirmWithin.TotalMinutes:0.#} min."
        : "";

    private PlanApplication Application(BoxOutcome outcome, DesiredBox box, Witness witness) =>
        new(line!, box.Policy, witness, time, new TransactionSteps(TransactionHead.New(time), outcome, Watcher), Past(outcome.Journal!));

    private async Task<Observation> Observe(DesiredBox box, CancellationToken cancellation)
    {
        await Connect(box, cancellation);
        return await looker!.Look(box, cancellation);
    }

    private async Task Connect(DesiredBox box, CancellationToken cancellation)
    {
        if (line is null || looker is null || connected is null || !SameLine(connected, box))
        {
            await HangUp();
            line = await lines.Open(box, cancellation);
            looker = new Looker(line, time);
            connected = box;
        }
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
