using System.CommandLine;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Boxes.Diagnosing;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Files;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Does the same with every box of a command, several at a time, and prints each outcome in the order of the file.</summary>
/// <param name="State">The boxes that are meant.</param>
/// <param name="Revision">The desired state's revision.</param>
/// <param name="KeyPath">The private key's file, which is there.</param>
internal sealed record BoxWork(DesiredState State, string Revision, IBoxConnections Connections, SecretStore Secrets, string KeyPath)
{
    private const int AtOnce = 16;

    /// <summary>Whether a revision may be applied that was rolled back before.</summary>
    public bool OverridesQuarantine { get; init; }

    /// <summary>Who is told of changes while they are under way; null for nobody.</summary>
    public IRoundObserver? Observer { get; init; }

    /// <summary>
    /// The boxes that are named, or all where none is; null, told and with its exit code, where they cannot be worked with.
    /// </summary>
    public static async Task<(BoxWork? Work, int ExitCode)> Open(
        ParseResult parse, BoxOptions options, IReadOnlyList<string> boxes, CancellationToken cancellation)
    {
        var loading = await StateLoading.Read(options.Source, parse, boxes, Console.Error, cancellation);
        if (loading.State is not { } state)
        {
            return (null, loading.ExitCode);
        }

        var key = options.Key(parse);
        return CompositionRoot.Connections(key, parse.GetValue(options.KnownHosts), Console.Error) is { } connections
            ? (new BoxWork(state, loading.Revision!.Id, connections, SecretsOf(parse, options), key!), Cli.ExitCode.Converged)
            : (null, Cli.ExitCode.Error);
    }

    private static SecretStore SecretsOf(ParseResult parse, BoxOptions options) =>
        CompositionRoot.Secrets(parse.GetValue(options.Secrets), parse.GetValue(options.SecretCommand));

    public static async Task<int> Run(
        ParseResult parse,
        BoxOptions options,
        IReadOnlyList<string> named,
        Output output,
        bool diff,
        Func<BoxRounds, DesiredBox, string, Task<BoxOutcome>> work,
        CancellationToken cancellation)
    {
        var (boxes, exitCode) = await Open(parse, options, named, cancellation);
        return boxes is null ? exitCode : await Print(await boxes.Each(work, cancellation), output, diff);
    }

    public static async Task<int> Print(IReadOnlyCollection<BoxOutcome> outcomes, Output output, bool diff)
    {
        var code = ExitCode.Of(outcomes);
        await Console.Out.WriteAsync(Printed(outcomes, code, output, diff));
        return code;
    }

    /// <summary>What is printed of outcomes.</summary>
    public static string Printed(IReadOnlyCollection<BoxOutcome> outcomes, int code, Output output, bool diff) => output == Output.Json
        ? OutcomeJson.Of(outcomes, code) + "\n"
        : string.Concat(outcomes.Select(o => OutcomeText.Of(o, diff)));

    /// <summary>What is reported of a box where an internal error ended the work on it.</summary>
    public static BoxOutcome Crashed(string box, string revision, Exception error) => new()
    {
        Box = box,
        Revision = revision,
        Failure = new RoundFailure(
            RoundFailure.Crashed,
            $"The work on this box ended with an internal error ({error.GetType().Name}; standard error has the details). "
            + $"A change in progress is finished or rolled back by the next observation, or rolled back by the box itself. "
            + $"Report it, then run 'reconciler plan {box}'."),
    };

    /// <summary>Observes one box, and has somebody look at what its plan is made of; changes nothing.</summary>
    /// <param name="box">The name of the box.</param>
    /// <param name="look">Looks, and may ask the box more. Nobody calls it where the box cannot be observed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Why it could not be observed; null where it was.</returns>
    public async Task<Message?> Look(string box, Func<ObservedPlan, EvidenceGathering, Task> look, CancellationToken cancellation)
    {
        var connector = new ResilientConnector(Connections, new ConnectTurns(TimeProvider.System), TimeProvider.System);
        await using var rounds = new BoxRounds(connector, Secrets, TimeProvider.System);
        return (await rounds.Look(State.Boxes.First(b => b.Name == box), Revision, look, cancellation)).Failure?.Message;
    }

    /// <summary>The content of the private key's file; null, and told, where it cannot be read.</summary>
    public async Task<byte[]?> PrivateKey(CancellationToken cancellation)
    {
        try
        {
            return await LocalFile.Read(KeyPath, LocalFile.Largest, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(
                $"reconciler: the private key for the boxes cannot be read: {failure.Message} Give a readable one with --ssh-key.");
            return null;
        }
    }

    public async Task<BoxOutcome[]> Each(Func<BoxRounds, DesiredBox, string, Task<BoxOutcome>> work, CancellationToken cancellation)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        var connectTurns = new ConnectTurns(TimeProvider.System);
        return await Task.WhenAll(State.Boxes.Select(async box =>
        {
            await turns.WaitAsync(cancellation);
            try
            {
                var connector = new ResilientConnector(Connections, connectTurns, TimeProvider.System);
                await using var rounds = new BoxRounds(connector, Secrets, TimeProvider.System)
                {
                    OverridesQuarantine = OverridesQuarantine,
                    Observer = Observer,
                };
                return await work(rounds, box, Revision);
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                // One box's error is reported with its outcome, so that those of the others are not lost.
                await Console.Error.WriteAsync($"reconciler: {box.Name}: {error}\n");
                return Crashed(box.Name, Revision, error);
            }
            finally
            {
                turns.Release();
            }
        }));
    }
}
