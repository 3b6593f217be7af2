using System.CommandLine;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler apply</c>: plans, asks, applies and proves; or does exactly what a saved plan says.</summary>
internal static class ApplyCommand
{
    public static Command Create(BoxOptions boxOptions, Option<Output> output)
    {
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "A plan that `plan --out FILE` saved. Nothing is asked, and nothing else is done." };
        file.Validators.Add(TypedOption.IsText("FILE", "a saved plan"));
        var yes = new Option<bool>("--yes") { Description = "Ask nothing." };
        var now = new Option<bool>("--now") { Description = "Let a restart wait neither for its window nor for calls to end: it cuts them. It is told in the plan and in what was done." };
        var force = new Option<bool>("--force") { Description = "Apply what was rolled back on the box before, and restart Asterisk even where its next start takes away what works now." };
        var command = new Command("apply", "Bring the boxes to the desired state, with the least disruption, and prove it.") { file };
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
                await Console.Error.WriteLineAsync("reconciler: apply asks before it changes a box, and nobody can answer here: add --yes.");
                return ExitCode.Error;
            }

            var (boxes, exitCode) = await BoxWork.Open(parse, boxOptions, cancellation);
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
            return await BoxWork.Print(
                await boxes.Each((rounds, box, revision) => rounds.Apply(box, revision, consent, cancellation), cancellation), parse.GetValue(output), diff: false);
        });
        return command;
    }

    private static DesiredState Hastened(DesiredState state) =>
        new(state.Boxes.Select(b => b with { Policy = b.Policy.Hastened() }).ToEquatableArray());

    private static bool Ask(Plan plan)
    {
        Console.Error.Write(OutcomeText.Of(new BoxOutcome { Box = plan.Box, Revision = plan.Revision, Plan = plan }, diff: true));
        Console.Error.Write(PlainText.Line($"Do this to {plan.Box}? [y/N] "));
        return Console.ReadLine() is "y" or "Y" or "yes";
    }
}
