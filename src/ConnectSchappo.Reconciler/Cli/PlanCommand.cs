using System.CommandLine;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler plan</c>: what differs and what would be done. It changes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(BoxOptions boxOptions, Option<Output> output)
    {
        var command = new Command("plan", "Say what differs on the boxes, and what would be done about it. Changes nothing.");
        foreach (var option in boxOptions.All)
        {
            command.Options.Add(option);
        }

        var diff = new Option<bool>("--diff") { Description = "Show the text of each edit, without its secrets." };
        command.Options.Add(diff);
        command.Options.Add(output);
        command.SetAction((parse, cancellation) => BoxWork.Run(
            parse, boxOptions, parse.GetValue(output), parse.GetValue(diff), (rounds, box, revision) => rounds.PlanOnly(box, revision, cancellation), cancellation));
        return command;
    }
}
