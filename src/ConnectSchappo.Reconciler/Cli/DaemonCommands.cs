using System.CommandLine;
using ConnectSchappo.Reconciler.Control;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What the commands that ask the daemon share.</summary>
internal static class DaemonCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(130);

    /// <summary>Asks, tells what went wrong, and gives the answer; null where there is none to work with.</summary>
    public static async Task<ControlReply?> Ask(string? path, ControlRequest request, CancellationToken cancellation)
    {
        var reply = await ControlClient.Ask(path!, request, Patience + (request.Wait ?? TimeSpan.Zero), cancellation);
        var error = reply.Error ?? (IsAnswer(request, reply) ? null : ControlReply.Stranger);
        if (error is null)
        {
            return reply;
        }

        await Console.Error.WriteLineAsync($"reconciler: {error}");
        return null;
    }

    // Whatever listens on the socket may have sent it.
    private static bool IsAnswer(ControlRequest request, ControlReply reply) => request.Command switch
    {
        ControlWord.Status => reply.Status?.Boxes is { } boxes && boxes.All(b => b is not null)
            && (request.Box is null || boxes.Count == 1),
        ControlWord.Sync => reply.Status?.Boxes?.All(b => b is not null) == true,
        ControlWord.History => reply.History?.All(e => e is { Why: not null, Steps: not null }) == true,
        ControlWord.Inspect => reply.Table?.Read() is not null,
        ControlWord.Plan => reply is { Text: not null, Freshness: not null, ExitCode: not null },
        _ => true,
    };

    /// <summary>Asks for something to be done, and says what was.</summary>
    public static async Task<int> Order(string? path, ControlRequest request, CancellationToken cancellation)
    {
        if (await Ask(path, request, cancellation) is not { } reply)
        {
            return ExitCode.Error;
        }

        await Console.Out.WriteLineAsync(reply.Text ?? "");
        return ExitCode.Converged;
    }

    /// <summary>For whom root asks, where sudo says so.</summary>
    public static string? OnBehalfOf => Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : null;

    /// <summary>The box that is named, or null for <paramref name="all"/>; one of the two is demanded.</summary>
    public static void DemandOne(Command command, Argument<string?> box, Option<bool> all) => command.Validators.Add(result =>
    {
        if (result.GetValue(box) is not null == result.GetValue(all))
        {
            result.AddError("give BOX or --all.");
        }
    });
}
