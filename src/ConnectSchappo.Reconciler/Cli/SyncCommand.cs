using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using ConnectSchappo.Reconciler.Hosting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary><c>reconciler sync</c>: the running daemon asks its source and looks at its boxes at once, without waiting for its interval.</summary>
internal static class SyncCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(130);

    public static Command Create()
    {
        var control = ControlOption.Create();
        var command = new Command("sync", "Let the running daemon ask for the desired state, and look at its boxes, at once.") { control };
        command.SetAction((parse, cancellation) => Ask(parse.GetValue(control), cancellation));
        return command;
    }

    private static async Task<int> Ask(string? path, CancellationToken cancellation)
    {
        if (path is null)
        {
            await Console.Error.WriteLineAsync("reconciler: name the daemon's socket: --control PATH, the same that it was started with.");
            return ExitCode.Error;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(ControlSocket.Sync + "\n"), limit.Token);
            using var reader = new StreamReader(new NetworkStream(socket, ownsSocket: false), Encoding.UTF8);
            var answer = await reader.ReadLineAsync(limit.Token);
            if (answer is null || answer.StartsWith("error: ", StringComparison.Ordinal))
            {
                await Console.Error.WriteLineAsync($"reconciler: {answer ?? "the daemon hung up: it may be stopping"}");
                return ExitCode.Error;
            }

            await Console.Out.WriteLineAsync(answer);
            return ExitCode.Converged;
        }
        catch (SocketException failure)
        {
            await Console.Error.WriteLineAsync($"reconciler: no daemon answers at {path} ({failure.Message}): is it running, and may you open that file?");
            return ExitCode.Error;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"reconciler: the daemon gave no answer within {Patience.TotalSeconds} s; it goes on by itself.");
            return ExitCode.Error;
        }
    }
}
