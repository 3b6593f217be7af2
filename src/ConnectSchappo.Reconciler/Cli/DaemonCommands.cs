using System.CommandLine;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What the commands that ask the daemon share.</summary>
internal static class DaemonCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(130);

    /// <summary>Asks, tells what went wrong, and gives the answer; null where there is none to work with.</summary>
    public static async Task<ControlReply?> Ask(string? path, ControlRequest request, CancellationToken cancellation)
    {
        var reply = await ControlClient.Ask(path!, request, Patience + (request.Wait ?? TimeSpan.Zero), cancellation);
        if (reply.Error is not { } error)
        {
            return reply;
        }

        await Console.Error.WriteLineAsync($"reconciler: {PlainText.Line(error)}");
        return null;
    }

    /// <summary>Asks for something to be done, and says what was.</summary>
    public static async Task<int> Order(string? path, ControlRequest request, CancellationToken cancellation)
    {
        if (await Ask(path, request, cancellation) is not { } reply)
        {
            return ExitCode.Error;
        }

        await Console.Out.WriteLineAsync(PlainText.Line(reply.Text ?? ""));
        return ExitCode.Converged;
    }

    /// <summary>For whom root asks, where sudo says so.</summary>
    public static string? OnBehalfOf => Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : null;

    public static Argument<string?> Box(string description) => new("BOX") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The box that is named, or null for <paramref name="all"/>; one of the two is demanded.</summary>
    public static void DemandOne(Command command, Argument<string?> box, Option<bool> all) => command.Validators.Add(result =>
    {
        if (result.GetValue(box) is not null == result.GetValue(all))
        {
            result.AddError("name a box, or give --all.");
        }
    });
}
