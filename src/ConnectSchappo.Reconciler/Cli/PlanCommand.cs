using System.CommandLine;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler plan</c>: what differs and what would be done. It changes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(BoxOptions boxOptions, Option<Output> output)
    {
        var names = BoxArgument.Several();
        var command = new Command(
            "plan",
            "Print what differs on the boxes and what would be done about it. Changes nothing. "
                + "Where nobody names a key or a desired state, the daemon on this host is asked.")
        {
            names,
        };
        var control = ControlOption.OfCommand();
        command.Options.Add(control);
        foreach (var option in boxOptions.All)
        {
            command.Options.Add(option);
        }

        var diff = new Option<bool>("--diff") { Description = "Print the text of each edit, without its secrets." };
        var file = new Option<string?>("--out")
        {
            HelpName = "FILE",
            Description = "Save the plan. apply --plan FILE does exactly that, or refuses the file as stale. The file holds no secret.",
        };
        file.Validators.Add(TypedOption.IsText("--out", "FILE"));
        command.Options.Add(diff);
        command.Options.Add(file);
        command.Options.Add(output);
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(boxOptions.SshKey) is null && parse.GetValue(file) is null && !boxOptions.Source.IsNamed(parse)
                && parse.GetValue(control) is { } socket && File.Exists(socket))
            {
                return await FromDaemon(socket, parse.GetValue(names)!, parse.GetValue(output), parse.GetValue(diff), cancellation);
            }

            var (boxes, exitCode) = await BoxWork.Open(parse, boxOptions, parse.GetValue(names)!, cancellation);
            if (boxes is null)
            {
                return exitCode;
            }

            var outcomes = await boxes.Each((rounds, box, revision) => rounds.PlanOnly(box, revision, cancellation), cancellation);
            var code = await BoxWork.Print(outcomes, parse.GetValue(output), parse.GetValue(diff));
            return parse.GetValue(file) is { } path && !await Save(path, boxes, outcomes, cancellation) ? ExitCode.Error : code;
        });
        return command;
    }

    /// <summary>What the daemon prints for this command.</summary>
    public static (string Text, int ExitCode) Print(ControlRequest request, IReadOnlyList<BoxOutcome> outcomes)
    {
        var code = ExitCode.Of(outcomes);
        return (BoxWork.Printed(outcomes, code, TypedOption.ReadWord<Output>(request.What ?? "") ?? Output.Text, request.Diff), code);
    }

    private static async Task<int> FromDaemon(
        string socket, IReadOnlyList<string> names, Output output, bool diff, CancellationToken cancellation)
    {
        var request = new ControlRequest { Command = ControlWord.Plan, Boxes = names, What = $"{output}", Diff = diff };
        if (await DaemonCommands.Ask(socket, request, cancellation) is not { } reply)
        {
            return ExitCode.Error;
        }

        await Console.Out.WriteAsync(reply.Text!);
        await Console.Error.WriteLineAsync($"reconciler: {reply.Freshness}");
        return reply.ExitCode!.Value;
    }

    // A box that could not be observed has no plan, and what is printed says so.
    private static async Task<bool> Save(string path, BoxWork boxes, BoxOutcome[] outcomes, CancellationToken cancellation)
    {
        var plans = new List<(Plan, ResolvedSecrets)>();
        foreach (var (box, outcome) in boxes.State.Boxes.Zip(outcomes))
        {
            if (outcome is { Failure: null, Plan: { } plan })
            {
                plans.Add((plan, await boxes.Secrets.Resolve(box.SecretNames, cancellation)));
            }
        }

        try
        {
            if (await boxes.PrivateKey(cancellation) is not { } privateKey)
            {
                return false;
            }

            SavedPlan.Of(boxes.Revision, plans, privateKey).Write(path);
            await Console.Error.WriteLineAsync(
                $"reconciler: the plan for {BoxCount.Words(plans.Count)} is saved. To apply it: reconciler apply --plan {path}");
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"reconciler: the plan cannot be saved to {path}: {failure.Message}");
            return false;
        }
    }
}
