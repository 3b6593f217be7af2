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
    /// <summary>How long what was done may take to show itself: chan_sip reloads in the background, listeners come after the boot.</summary>
    private static readonly TimeSpan ProofTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenProofs = TimeSpan.FromMilliseconds(300);

    private IBoxLine? line;
    private Looker? looker;
    private DesiredBox? connected;

    /// <summary>Looks and plans; changes nothing.</summary>
    public Task<BoxOutcome> PlanOnly(DesiredBox box, string revision, CancellationToken cancellation) =>
        Round(box, revision, _ => false, cancellation);

    /// <summary>Looks, plans, applies what the plan says if <paramref name="consent"/> agrees, and proves it.</summary>
    public Task<BoxOutcome> Apply(DesiredBox box, string revision, Func<Plan, bool> consent, CancellationToken cancellation) =>
        Round(box, revision, consent, cancellation);

    /// <summary>Resources that somebody else puts back again and again: from now on they are told and left alone.</summary>
    public IReadOnlySet<string> Contested { get; set; } = FrozenSet<string>.Empty;

    public async ValueTask DisposeAsync() => await HangUp();

    private async Task<BoxOutcome> Round(DesiredBox box, string revision, Func<Plan, bool> consent, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var outcome = new BoxOutcome { Box = box.Name, Revision = revision };
        try
        {
            var values = await secrets.Resolve(box.SecretNames, cancellation);
            outcome = await Look(outcome, box, values, cancellation);
            if (outcome.Plan is { HasWork: true, Withheld: null } plan && consent(plan))
            {
                var steps = new List<Step>();
                outcome = outcome with { Steps = steps };
                await Application.Apply(line!, plan, box.Policy, steps);
                outcome = await Prove(outcome, box, values, cancellation);
            }
        }
        catch (BoxFailure failure)
        {
            await HangUp();
            outcome = outcome with { Failure = new RoundFailure(failure.Kind.ToString(), failure.Message) };
        }
        catch (OperationCanceledException)
        {
            await HangUp();
            throw;
        }

        return outcome with { Duration = time.GetElapsedTime(begun) };
    }

    private async Task<BoxOutcome> Look(
        BoxOutcome outcome, DesiredBox box, ResolvedSecrets values, CancellationToken cancellation)
    {
        var seen = await Observe(box, cancellation);
        return outcome with
        {
            Seen = seen,
            CallsBefore = seen.Memory.Channels.TryGet(out var up) ? up : null,
            Plan = Make(outcome, box, seen, values),
        };
    }

    private Plan Make(BoxOutcome outcome, DesiredBox box, Observation seen, ResolvedSecrets values) =>
        Planner.Make(WantedFiles.View(box, seen, outcome.Revision, values) with { Contested = Contested }, outcome.Revision, time.GetUtcNow());

    // Looks again until nothing is left that we could do, or the time is up: the last look is what is told.
    private async Task<BoxOutcome> Prove(
        BoxOutcome outcome, DesiredBox box, ResolvedSecrets values, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var seen = await Observe(box, cancellation);
            outcome = outcome with
            {
                Seen = seen,
                Left = Make(outcome, box, seen, values),
            };
            var waiting = outcome.Steps.Any(s => s.Result != StepResult.Done);
            if (waiting || (!outcome.Left.HasWork && outcome.Left.Report.Unknown.IsEmpty && seen.Asterisk != AsteriskLife.Booting)
                || time.GetElapsedTime(begun) >= ProofTime)
            {
                return outcome;
            }

            await Task.Delay(BetweenProofs, time, cancellation);
        }
    }

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
