using System.CommandLine;
using ConnectSchappo.Reconciler.Control;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler suspend</c>: leave a box as it is for a while.</summary>
internal static class SuspendCommand
{
    public static Command Create()
    {
        var box = BoxArgument.OneOrNone("The box.");
        var all = new Option<bool>("--all") { Description = "Every box, also boxes that are added later." };
        var reason = new Option<string>("--reason")
        {
            HelpName = "TEXT",
            Description = "The reason. Status, log and history show it.",
            Required = true,
        };
        reason.Validators.Add(TypedOption.IsText("--reason", "TEXT"));
        var until = new Option<string>("--until")
        {
            HelpName = "TIME",
            Description = "When it ends automatically: after a duration (90m, 2h), at the next such time (18:00), or at a date and time "
                + "(2026-11-24T18:00). At most 31 days.",
            Required = true,
        };
        var control = ControlOption.OfCommand();
        var command = new Command("suspend", "Suspend a box: it is observed and not changed, until the suspension ends automatically.")
        {
            box, all, reason, until, control,
        };
        DaemonCommands.DemandOne(command, box, all);
        until.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && Moment.Read(given.Value, TimeProvider.System) is null)
            {
                const string takes = "a duration (90m, 2h), a time (18:00) or a date and time (2026-11-24T18:00)";
                result.AddError(TypedOption.Wrong("--until", given.Value, takes));
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
