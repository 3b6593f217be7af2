using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Diagnosing;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Secrets;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>
/// Rounds on one box: look, plan, and where it is asked for apply and prove. It keeps the connection to the box open between rounds
/// and opens another when that one failed. Not for two rounds at once.
/// </summary>
internal sealed class BoxRounds(IBoxConnections connections, SecretStore secrets, TimeProvider time) : IAsyncDisposable
{
    private IBoxConnection? connection;
    private BoxObserver? observer;
    private DesiredBox? connected;
    private Basis? basis;

    /// <summary>
    /// What tells of changes on the box: whether <see cref="IsUnchanged"/> can answer now, and of what, or after one more round, or never.
    /// </summary>
    public ChangeSigns Signs => observer?.Signs ?? ChangeSigns.Later;

    /// <summary>Whether the last round began without a sign of a change on the box since the one before.</summary>
    public bool SawNoSign => observer?.SawNoSign == true;

    /// <summary>
    /// Whether a round would come to what the last one came to, by everything that has a sign: the desired state, secrets, the box.
    /// </summary>
    /// <remarks>It costs next to nothing. What fails counts as a change: the round that follows meets it, and reports it.</remarks>
    public async Task<bool> IsUnchanged(DesiredBox box, string revision, CancellationToken cancellation)
    {
        try
        {
            return observer is { Signs: ChangeSigns.Now or ChangeSigns.OfFiles }
                && basis == new Basis(box, revision, secrets.Sign(), Contested)
                && await observer.IsUnchanged(cancellation);
        }
        catch (BoxFailure)
        {
            await HangUp();
            return false;
        }
    }

    /// <summary>Looks at one thing for a person; changes nothing.</summary>
    /// <returns>Unknown, with the reason, where the box does not answer.</returns>
    public async Task<Fact<InspectionTable>> Inspect(DesiredBox box, Inspection inspection, CancellationToken cancellation)
    {
        try
        {
            await Connect(box, cancellation);
            return await observer!.Inspect(inspection, box, cancellation);
        }
        catch (BoxFailure failure)
        {
            await HangUp();
            return Fact.Unknown<InspectionTable>(failure.Reason);
        }
        catch (Exception)
        {
            await HangUp(); // as in a round
            throw;
        }
    }

    /// <summary>Observes and plans; changes nothing.</summary>
    public Task<BoxOutcome> PlanOnly(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, (_, _, _) => Task.CompletedTask, cancellation);

    /// <summary>The same, and has somebody look at what the plan was made of while the connection is open; changes nothing.</summary>
    /// <param name="box">The box.</param>
    /// <param name="revision">The desired state's revision.</param>
    /// <param name="look">Looks, and may ask the box more. Nobody calls it where the box cannot be observed.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<BoxOutcome> Look(
        DesiredBox box, string revision, Func<ObservedPlan, EvidenceGathering, Task> look, CancellationToken cancellation) =>
        Round(box, revision, (_, observed, _) => look(observed, new EvidenceGathering(connection!, observer!)), cancellation);

    /// <summary>
    /// Ends what an earlier transaction left, looks, plans, applies what the plan says if <paramref name="consent"/> agrees, and
    /// proves it; where it cannot be proved it is undone.
    /// </summary>
    public Task<BoxOutcome> Apply(DesiredBox box, string revision, Func<Plan, bool> consent, CancellationToken cancellation) =>
        Round(box, revision, (round, observed, verifier) => Act(round, observed, box, consent, verifier), cancellation);

    /// <summary>Confirms what waits for a person's word on the box.</summary>
    public Task<BoxOutcome> Confirm(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(
            box, revision,
            (round, observed, verifier) => Settle(round, box, verifier, a => a.Confirm(round.Outcome.Journal!, observed)), cancellation);

    /// <summary>Undoes what waits for a person's word on the box, and puts it into quarantine there.</summary>
    public Task<BoxOutcome> Rollback(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(
            box, revision,
            (round, observed, verifier) => Settle(round, box, verifier, a => a.RollBack(round.Outcome.Journal!, observed)), cancellation);

    /// <summary>Objects that somebody else puts back again and again: from now on they are reported and left alone.</summary>
    public IReadOnlySet<ResourceId> Contested { get; set; } = FrozenSet<ResourceId>.Empty;

    /// <summary>Whether what did not work on this box before may be tried again: a person's word alone.</summary>
    public bool OverridesQuarantine { get; init; }

    /// <summary>Who is told of a change while it is under way; null for nobody.</summary>
    public IRoundObserver? Observer { get; init; }

    public async ValueTask DisposeAsync() => await HangUp();

    private async Task<BoxOutcome> Round(
        DesiredBox box, string revision, Func<RoundRecorder, ObservedPlan, Verifier, Task> act, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        Observation? latest = null;
        var round = new RoundRecorder(new BoxOutcome { Box = box.Name, Revision = revision }, Observer);
        try
        {
            basis = new Basis(box, revision, secrets.Sign(), Contested);
            var values = await secrets.Resolve(box.SecretNames, cancellation);
            var mayStop = cancellation;
            async Task<ObservedPlan> ObserveAgain(Past past)
            {
                var seen = latest = await Observe(box, mayStop);
                var view = WantedFiles.View(box, seen, revision, values, past);
                return new ObservedPlan(seen, view, Planner.Make(view, revision));
            }

            var observed = await First(round, box, ObserveAgain, cancellation);
            mayStop = CancellationToken.None; // a change that has begun ends before we stop: each observation has its deadline
            await act(
                round, observed,
                new Verifier(
                    ObserveAgain,
                    () => new ClientProbe(connection!, time).Register(box, latest!.Memory.WebSocketPath, values),
                    actions => observer!.Ask(actions, CancellationToken.None)));
        }
        catch (BoxFailure failure)
        {
            await HangUp();
            var failed = new RoundFailure(WireName.Of(failure.Kind), $"{failure.Message}{InProgress(box.Policy, round.Outcome.Steps)}");
            round.Update(o => o with { Failure = failed });
        }
        catch (Exception)
        {
            await HangUp(); // what is left unread on the connection would be taken for the answer to the next question
            throw;
        }

        return round.Outcome with { Duration = time.GetElapsedTime(begun) };
    }

    // What was tried before is asked for first, so that the plan is made in the light of it.
    private async Task<ObservedPlan> First(
        RoundRecorder round, DesiredBox box, Func<Past, Task<ObservedPlan>> look, CancellationToken cancellation)
    {
        await Connect(box, cancellation);
        await observer!.Begin(cancellation);
        var journal = await Transaction.Read(connection!, cancellation);
        var observed = await look(Past(journal, box));
        round.Update(o => o with
        {
            Seen = observed.Seen,
            CallsBefore = observed.Seen.Memory.Channels.TryGet(out var up) ? up : null,
            Journal = journal,
            Plan = JournalNotes.Add(observed.Plan, journal),
        });
        return observed;
    }

    private Past Past(BoxJournal journal, DesiredBox box) => new()
    {
        Now = time.GetUtcNow(),
        Quarantine = journal.Quarantine,
        Confirmed = journal.Confirmed,
        Contested = Contested,
        OverridesQuarantine = OverridesQuarantine,
        Unfinished = JournalNotes.Waiting(journal, box.Name),
    };

    private async Task Act(RoundRecorder round, ObservedPlan first, DesiredBox box, Func<Plan, bool> consent, Verifier verifier)
    {
        var journal = round.Outcome.Journal!;
        if (round.Outcome.Plan is not { HasWork: true, Withheld: null } && !journal.NeedsRecovery)
        {
            return;
        }

        var application = Application(round, box, verifier);
        await application.Run(first, journal, consent);
        var steps = round.Outcome.Steps;
        if (!steps.Any(s => s is Step.Transacted { Event: TransactionEvent.LockedOut }))
        {
            var ended = journal.Open.Where(p => !p.IsWaiting && steps.All(s => s.Transaction != p.Id));
            round.Update(o => o with { Journal = ended.Aggregate(journal, (left, part) => left.EndedByTheirMaker(part)) });
        }

        if (application.HasBegun || !ReferenceEquals(application.Last, first))
        {
            round.Update(o => o with { Seen = application.Last!.Seen, Left = application.Last.Plan });
        }
    }

    private async Task Settle(RoundRecorder round, DesiredBox box, Verifier verifier, Func<PlanApplication, Task> settle)
    {
        if (!round.Outcome.Journal!.Open.Any(p => p.IsWaiting))
        {
            round.Add([new Step.Transacted(TransactionEvent.Refused, StepResult.Failed, $"no change waits for confirmation on this box")]);
            return;
        }

        await settle(Application(round, box, verifier));
        await First(round, box, verifier.Observe, CancellationToken.None);
    }

    // The connection was lost within a transaction: what becomes of it is known, and reported.
    private static Message InProgress(Policy policy, EquatableArray<Step> steps) =>
        steps.Any(s => s is not Step.Transacted and not { Result: StepResult.Pending }) && !steps.Any(s => s is Step.Transacted)
            ? $" A change was in progress. The next observation finishes it or rolls it back; without one, "
                + $"the box rolls it back automatically after {policy.ConfirmWithin.TotalMinutes:0.#} min."
            : Message.Empty;

    private PlanApplication Application(RoundRecorder round, DesiredBox box, Verifier verifier) =>
        new(connection!, box.Policy, verifier, time, new TransactionSteps(TransactionHead.New(time), round),
            Past(round.Outcome.Journal!, box));

    private async Task<Observation> Observe(DesiredBox box, CancellationToken cancellation)
    {
        await Connect(box, cancellation);
        return await observer!.Observe(box, cancellation);
    }

    private async Task Connect(DesiredBox box, CancellationToken cancellation)
    {
        if (connection is null || observer is null || connected is null || !SameConnection(connected, box))
        {
            await HangUp();
            connection = await connections.Open(box, cancellation);
            observer = new BoxObserver(connection, time, StateScript.Watched);
            connected = box;
        }
    }

    internal static bool SameConnection(DesiredBox one, DesiredBox other) =>
        (one.Address, one.Port, one.User, one.HostKey, one.Jump) == (other.Address, other.Port, other.User, other.HostKey, other.Jump);

    private async Task HangUp()
    {
        if (observer is not null)
        {
            await observer.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        (connection, observer, connected) = (null, null, null);
    }

    // What a round decides by, besides the box; each of it is replaced and never changed.
    private sealed record Basis(DesiredBox Box, string Revision, string Secrets, IReadOnlySet<ResourceId> Contested)
    {
        public bool Equals(Basis? other) => other is not null && ReferenceEquals(Box, other.Box) && Revision == other.Revision
            && Secrets == other.Secrets && Contested.SetEquals(other.Contested);

        public override int GetHashCode() => HashCode.Combine(Revision, Secrets);
    }
}
