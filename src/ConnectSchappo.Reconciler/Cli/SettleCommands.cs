using System.CommandLine;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler confirm</c> and <c>reconciler rollback</c>: a person's word on a change that waits for it on the boxes.</summary>
internal static class SettleCommands
{
    public static Command Confirm(BoxOptions options, Option<Output> output) => Create(
        "confirm", "Confirm the change that waits for it (policy.confirm.mode: manual), so that the box does not undo it.", options, output,
        (rounds, box, revision, cancellation) => rounds.Confirm(box, revision, cancellation));

    public static Command Rollback(BoxOptions options, Option<Output> output) => Create(
        "rollback", "Undo the change that waits for confirmation, and leave its revision alone on that box.", options, output,
        (rounds, box, revision, cancellation) => rounds.Rollback(box, revision, cancellation));

    private static Command Create(
        string name, string description, BoxOptions options, Option<Output> output,
        Func<BoxRounds, DesiredBox, string, CancellationToken, Task<BoxOutcome>> settle)
    {
        var command = new Command(name, description);
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        command.Options.Add(output);
        command.SetAction((parse, cancellation) => BoxWork.Run(
            parse, options, parse.GetValue(output), diff: false, (rounds, box, revision) => settle(rounds, box, revision, cancellation), cancellation));
        return command;
    }
}
