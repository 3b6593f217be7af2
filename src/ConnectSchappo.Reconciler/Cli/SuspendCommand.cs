using System.CommandLine;
using ConnectSchappo.Reconciler.Control;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler suspend</c>: leave a box as it is for a while.</summary>
internal static class SuspendCommand
{
    public static Command Create()
    {
        var box = DaemonCommands.Box("The box.");
        var all = new Option<bool>("--all") { Description = "Every box, also one that comes later." };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Why: it stands in status, log and history.", Required = true };
        reason.Validators.Add(TypedOption.IsText("--reason", "TEXT"));
        var until = new Option<string>("--until") { HelpName = "TIME", Description = "When it ends by itself: a duration from now (90m, 2h), a time of today or tomorrow (18:00), or a date and time (2026-11-24T18:00). At most 31 days.", Required = true };
        var control = ControlOption.OfCommand();
        var command = new Command("suspend", "Leave a box as it is for a while: it is looked at, and nothing is changed. It ends by itself.") { box, all, reason, until, control };
        DaemonCommands.DemandOne(command, box, all);
        until.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && Moment.Read(given.Value, TimeProvider.System) is null)
            {
                result.AddError($"--until is a duration (90m, 2h), a time (18:00), or a date and time (2026-11-24T18:00); `{given.Value}` is none.");
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            var request = new ControlRequest
            {
                Command = ControlWord.Suspend,
                Box = parse.GetValue(box),
                Reason = parse.GetValue(reason),
                Until = Moment.Read(parse.GetValue(until), TimeProvider.System),
                OnBehalfOf = DaemonCommands.OnBehalfOf,
            };
            return await DaemonCommands.Order(parse.GetValue(control), request, cancellation);
        });
        return command;
    }
}
