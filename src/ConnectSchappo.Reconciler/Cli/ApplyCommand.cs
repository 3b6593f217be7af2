using System.CommandLine;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler apply</c>: plans, asks, applies and verifies; or does exactly what a saved plan says.</summary>
internal static class ApplyCommand
{
    public static Command Create(BoxOptions boxOptions, Option<Output> output)
    {
        var names = BoxArgument.Several();
        var file = new Option<string?>("--plan")
        {
            HelpName = "FILE",
            Description = "A plan saved by plan --out FILE. Exactly this plan is applied, without a question.",
        };
        file.Validators.Add(TypedOption.IsText("--plan", "FILE"));
        var yes = new Option<bool>("--yes", "-y") { Description = "Apply without a question." };
        var now = new Option<bool>("--now")
        {
            Description = "Restart at once, without waiting for a window or for calls to end. Calls in progress are cut.",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Apply changes that were rolled back on the box before, and restart even if the next start of Asterisk "
                + "loses something.",
        };
        var command = new Command("apply", "Apply the desired state to the boxes, with the least disruption, and verify the result.")
        {
            names, file,
        };
        foreach (var option in boxOptions.All)
        {
            command.Options.Add(option);
        }

        command.Options.Add(yes);
        command.Options.Add(now);
        command.Options.Add(force);
        command.Options.Add(output);
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(file) is null && !parse.GetValue(yes) && Console.IsInputRedirected)
            {
                await Console.Error.WriteLineAsync(
                    "reconciler: apply needs a confirmation, and the standard input is no terminal: add --yes.");
                return ExitCode.Error;
            }

            var (boxes, exitCode) = await BoxWork.Open(parse, boxOptions, parse.GetValue(names)!, cancellation);
            if (boxes is null)
            {
                return exitCode;
            }

            boxes = boxes with
            {
                OverridesQuarantine = parse.GetValue(force),
                State = parse.GetValue(now) ? Hastened(boxes.State) : boxes.State,
                Observer = new ApplyProgress(Console.Error),
            };
            if (parse.GetValue(file) is { } path)
            {
                return await SavedApply.Run(path, boxes, parse.GetValue(output), cancellation);
            }

            Func<Plan, bool> consent = parse.GetValue(yes) ? _ => true : Ask;
            var outcomes = await boxes.Each((rounds, box, revision) => rounds.Apply(box, revision, consent, cancellation), cancellation);
            return await BoxWork.Print(outcomes, parse.GetValue(output), diff: false);
        });
        return command;
    }

    private static DesiredState Hastened(DesiredState state) =>
        new(state.Boxes.Select(b => b with { Policy = b.Policy.Hastened() }).ToEquatableArray());

    private static bool Ask(Plan plan)
    {
        Console.Error.Write(OutcomeText.Of(new BoxOutcome { Box = plan.Box, Revision = plan.Revision, Plan = plan }, diff: true));
        Console.Error.Write(PlainText.Line($"Apply this to {plan.Box}? [y/N] "));
        return Console.ReadLine() is "y" or "Y" or "yes";
    }
}
