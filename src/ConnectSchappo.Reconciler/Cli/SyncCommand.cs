using System.CommandLine;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler sync</c>: the running daemon asks its source and looks at its boxes at once, without waiting for its interval.
/// </summary>
internal static class SyncCommand
{
    private const string UsualWait = "5m";

    public static Command Create(Option<Output> output)
    {
        var box = BoxArgument.OneOrNone("Wait for this box alone.");
        var control = ControlOption.OfCommand();
        var wait = new Option<bool>("--wait") { Description = "Wait until each box is in sync, or needs a person to get there." };
        var timeout = TypedOption.Duration("--timeout", "How long to wait", UsualWait);
        var command = new Command("sync", "Let the running daemon read the desired state and observe its boxes at once.")
        {
            box, control, wait, timeout, output,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var waits = parse.GetValue(wait);
            var request = new ControlRequest
            {
                Command = ControlWord.Sync,
                Box = parse.GetValue(box),
                Wait = waits ? parse.GetValue(timeout) : null,
            };
            if (await DaemonCommands.Ask(parse.GetValue(control), request, cancellation) is not { } reply)
            {
                return ExitCode.Error;
            }

            var code = ExitCode.OfSync(reply, waits);
            await Console.Out.WriteAsync(parse.GetValue(output) == Output.Json
                ? ControlProtocol.Write(new ControlAnswer { ExitCode = code, Text = reply.Text, Status = reply.Status })
                : waits ? StatusText.Of(reply.Status!) : new PlainLines().Add(reply.Text ?? "").ToString());
            if (reply.TimedOut)
            {
                var waited = DurationText.Write(parse.GetValue(timeout));
                await Console.Error.WriteLineAsync($"reconciler: timed out after {waited}; the daemon continues.");
            }

            return code;
        });
        return command;
    }
}
