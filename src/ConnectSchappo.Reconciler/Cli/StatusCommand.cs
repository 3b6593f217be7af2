using System.CommandLine;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Reporting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler status [BOX]</c>: what the daemon knows of its boxes now.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(2);

    public static Command Create(Option<Output> output)
    {
        var box = BoxArgument.OneOrNone("Print all that is known of this box.");
        var control = ControlOption.OfCommand();
        var watch = new Option<bool>("--watch", "-w") { Description = "Print it again every two seconds." };
        var command = new Command("status", "Print the state of the boxes, their drifts and what they wait for, as the daemon knows it.")
        {
            box, control, watch, output,
        };
        command.SetAction((parse, cancellation) =>
        {
            var request = new ControlRequest { Command = ControlWord.Status, Box = parse.GetValue(box) };
            Func<FleetStatus, string> shown = parse.GetValue(output) == Output.Json ? Json
                : parse.GetValue(box) is null ? StatusText.Of : s => StatusText.OfBox(s.Boxes[0], s.Now);
            return Show(parse.GetValue(control), request, shown, parse.GetValue(watch), cancellation);
        });
        return command;
    }

    private static string Json(FleetStatus status) =>
        ControlProtocol.Write(new ControlAnswer { ExitCode = ExitCode.Of(status.Boxes), Status = status });

    private static async Task<int> Show(
        string? path, ControlRequest request, Func<FleetStatus, string> shown, bool watch, CancellationToken cancellation)
    {
        while (true)
        {
            var reply = await DaemonCommands.Ask(path, request, cancellation);
            if (reply is null && !watch)
            {
                return ExitCode.Error;
            }

            if (reply is not null)
            {
                if (watch)
                {
                    PlainOutput.ClearScreen();
                }

                await Console.Out.WriteAsync(shown(reply.Status!));
            }

            if (!watch)
            {
                return ExitCode.Of(reply!.Status!.Boxes);
            }

            try
            {
                await Task.Delay(Redraw, TimeProvider.System, cancellation);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Converged;
            }
        }
    }
}
