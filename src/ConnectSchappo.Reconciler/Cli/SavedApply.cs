using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Applies a saved plan: each box is observed again, and is changed only if what would be done is what the plan says.</summary>
internal static class SavedApply
{
    public static async Task<int> Run(string path, BoxWork boxes, Output output, CancellationToken cancellation)
    {
        if (await boxes.PrivateKey(cancellation) is not { } privateKey)
        {
            return ExitCode.Error;
        }

        var (saved, refusal) = SavedPlan.Read(path);
        if (saved is null || !saved.IsMadeWith(privateKey))
        {
            await Console.Error.WriteLineAsync(saved is null
                ? $"reconciler: {refusal}"
                : $"reconciler: {path} was made with another private key. Apply it with that key, or make a new plan.");
            return ExitCode.Error;
        }

        if (saved.Revision != boxes.Revision)
        {
            await Console.Error.WriteLineAsync(
                $"reconciler: {path} is stale: it was made for revision {RevisionName.Short(saved.Revision)} of the desired state, "
                + $"and the newest is {RevisionName.Short(boxes.Revision)}. Nothing was changed. Make a new plan.");
            return ExitCode.Stale;
        }

        var chosen = boxes.State.Boxes.Where(b => saved.Boxes.Any(s => s.Box == b.Name)).ToEquatableArray();
        var planned = boxes with { State = new DesiredState(chosen) };
        var outcomes = await planned.Each(
            (rounds, box, revision) => Apply(saved, privateKey, planned, rounds, box, revision, cancellation), cancellation);
        return await BoxWork.Print(outcomes, output, diff: false);
    }

    private static async Task<BoxOutcome> Apply(
        SavedPlan saved, byte[] privateKey, BoxWork boxes, BoxRounds rounds, DesiredBox box, string revision,
        CancellationToken cancellation)
    {
        var secrets = await boxes.Secrets.Resolve(box.SecretNames, cancellation);
        IReadOnlyList<string> moved = [];
        bool IsThatPlan(Plan now) => (moved = saved.Moved(now, secrets, privateKey)).Count == 0;

        var outcome = await rounds.Apply(box, revision, IsThatPlan, cancellation);
        if (outcome is { WasApplied: false, Failure: null, Plan: { } plan } && (moved.Count > 0 || !IsThatPlan(plan)))
        {
            var failure = new RoundFailure(RoundFailure.Stale, $"The saved plan is stale: {Listing.Of(moved, 6)}. Make a new plan.");
            outcome = outcome with { Failure = failure };
        }

        return outcome;
    }
}
