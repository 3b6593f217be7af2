using System.CommandLine;
using ConnectSchappo.Reconciler.Control;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler resume</c>: end a suspension before its time.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var box = BoxArgument.OneOrNone("The box.");
        var all = new Option<bool>("--all") { Description = "Every suspension." };
        var control = ControlOption.OfCommand();
        var command = new Command("resume", "End a suspension. Differences are repaired again.") { box, all, control };
        DaemonCommands.DemandOne(command, box, all);
        command.SetAction((parse, cancellation) => DaemonCommands.Order(
            parse.GetValue(control),
            new ControlRequest { Command = ControlWord.Resume, Box = parse.GetValue(box), OnBehalfOf = DaemonCommands.OnBehalfOf },
            cancellation));
        return command;
    }
}
