using System.CommandLine;
using ConnectSchappo.Reconciler.Control;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler history [BOX]</c>: what was done, by whom, why, and how it went.</summary>
internal static class HistoryCommand
{
    public static Command Create(Option<Output> output)
    {
        var box = BoxArgument.OneOrNone("Only the entries of this box.");
        var control = ControlOption.OfCommand();
        var last = TypedOption.Whole("--last", "NUMBER", "The number of entries.", 50, 1, 1_000_000);
        var command = new Command("history", "Print what was done, by whom, why, and with which result. The newest entry is last.")
        {
            box, control, last, output,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var request = new ControlRequest { Command = ControlWord.History, Box = parse.GetValue(box), Last = parse.GetValue(last) };
            if (await DaemonCommands.Ask(parse.GetValue(control), request, cancellation) is not { } reply)
            {
                return ExitCode.Error;
            }

            await Console.Out.WriteAsync(parse.GetValue(output) == Output.Json
                ? ControlProtocol.Write(new ControlAnswer { History = reply.History })
                : string.Concat(reply.History!.Select(HistoryText.Of)));
            return ExitCode.Converged;
        });
        return command;
    }
}
