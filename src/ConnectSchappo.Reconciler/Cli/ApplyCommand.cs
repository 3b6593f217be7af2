using System.CommandLine;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler apply</c>: plans, asks, applies and proves.</summary>
internal static class ApplyCommand
{
    public static Command Create(BoxOptions boxOptions, Option<Output> output)
    {
        var yes = new Option<bool>("--yes") { Description = "Ask nothing." };
        var command = new Command("apply", "Bring the boxes to the desired state, with the least disruption, and prove it.");
        foreach (var option in boxOptions.All)
        {
            command.Options.Add(option);
        }

        var force = new Option<bool>("--force") { Description = "Apply a revision that was rolled back on the box before." };
        command.Options.Add(yes);
        command.Options.Add(force);
        command.Options.Add(output);
        command.SetAction(async (parse, cancellation) =>
        {
            if (!parse.GetValue(yes) && Console.IsInputRedirected)
            {
                await Console.Error.WriteLineAsync("reconciler: apply asks before it changes a box, and nobody can answer here: add --yes.");
                return ExitCode.Error;
            }

            Func<Plan, bool> consent = parse.GetValue(yes) ? _ => true : Ask;
            return await BoxWork.Run(
                parse, boxOptions, parse.GetValue(output), diff: false, (rounds, box, revision) => rounds.Apply(box, revision, consent, cancellation), cancellation, parse.GetValue(force));
        });
        return command;
    }

    private static bool Ask(Plan plan)
    {
        Console.Error.Write(OutcomeText.Of(new BoxOutcome { Box = plan.Box, Revision = plan.Revision, Plan = plan }, diff: true));
        Console.Error.Write($"Do this to {plan.Box}? [y/N] ");
        return Console.ReadLine() is "y" or "Y" or "yes";
    }
}
