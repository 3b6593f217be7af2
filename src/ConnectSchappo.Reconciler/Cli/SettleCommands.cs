using System.CommandLine;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler confirm</c> and <c>reconciler rollback</c>: a person's word on a change that waits for it. The daemon does it, or,
/// with a key for the boxes, the command itself.
/// </summary>
internal static class SettleCommands
{
    private const string Ways = " Without --ssh-key, the daemon on this host does it.";

    public static Command Confirm(BoxOptions options, Option<Output> output) => Create(
        "confirm", ControlWord.Confirm,
        "Confirm the change that waits for it (policy.confirm.mode: manual), so that the box does not roll it back." + Ways,
        options, output,
        (rounds, box, revision, cancellation) => rounds.Confirm(box, revision, cancellation));

    public static Command Rollback(BoxOptions options, Option<Output> output) => Create(
        "rollback", ControlWord.Rollback,
        "Roll back the change that waits for confirmation. It is not retried on that box." + Ways, options, output,
        (rounds, box, revision, cancellation) => rounds.Rollback(box, revision, cancellation));

    private static Command Create(
        string name, ControlWord word, string description, BoxOptions options, Option<Output> output,
        Func<BoxRounds, DesiredBox, string, CancellationToken, Task<BoxOutcome>> settle)
    {
        var box = BoxArgument.One();
        var control = ControlOption.OfCommand();
        var command = new Command(name, description) { box, control };
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        command.Options.Add(output);
        command.SetAction((parse, cancellation) => parse.GetValue(options.SshKey) is null
            ? DaemonCommands.Order(
                parse.GetValue(control),
                new ControlRequest { Command = word, Box = parse.GetValue(box), OnBehalfOf = DaemonCommands.OnBehalfOf },
                cancellation)
            : BoxWork.Run(
                parse, options, [parse.GetValue(box)!], parse.GetValue(output), diff: false,
                (rounds, one, revision) => settle(rounds, one, revision, cancellation), cancellation));
        return command;
    }
}
