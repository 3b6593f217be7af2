using System.CommandLine;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Does the same with every box of a command, several at a time, and prints each outcome in the order of the file.</summary>
internal static class BoxWork
{
    private const int AtOnce = 16;

    public static async Task<int> Run(
        ParseResult parse,
        BoxOptions options,
        Output output,
        bool diff,
        Func<BoxRounds, DesiredBox, string, Task<BoxOutcome>> work,
        CancellationToken cancellation,
        bool overridesQuarantine = false)
    {
        var loading = await StateLoading.Read(options.Source, parse, parse.GetValue(options.Limit), Console.Error, cancellation);
        if (loading.State is not { } state)
        {
            return loading.ExitCode;
        }

        if (Parts.Lines(parse.GetValue(options.SshKey), parse.GetValue(options.KnownHosts), Console.Error) is not { } lines)
        {
            return ExitCode.Error;
        }

        var secrets = Parts.Secrets(parse.GetValue(options.Secrets), parse.GetValue(options.SecretCommand));
        using var turns = new SemaphoreSlim(AtOnce);
        var outcomes = await Task.WhenAll(state.Boxes.Select(async box =>
        {
            await turns.WaitAsync(cancellation);
            try
            {
                await using var rounds = new BoxRounds(new PatientLines(lines, TimeProvider.System), secrets, TimeProvider.System) { OverridesQuarantine = overridesQuarantine };
                return await work(rounds, box, loading.Revision!.Id);
            }
            finally
            {
                turns.Release();
            }
        }));
        var code = ExitCode.Of(outcomes.Select(o => o.Verdict));
        await Console.Out.WriteAsync(output == Output.Json ? OutcomeJson.Of(outcomes, code) + "\n" : string.Concat(outcomes.Select(o => OutcomeText.Of(o, diff))));
        return code;
    }
}
