using System.CommandLine;
using System.Text.Json;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler inspect BOX WHAT</c>: what a box has now of one thing, as a table. The daemon asks the box over the connection that it has
/// open anyway, or, with a key for the boxes, the command itself. It changes nothing.
/// </summary>
internal sealed class InspectCommand(BoxOptions options)
{
    private readonly Argument<string> box = BoxArgument.One();

    private readonly Argument<string> what = TypedOption.Word(
        "WHAT", string.Concat(KnownInspections.All.Select(i => $"{i.Name}: {i.Summary}. ")).TrimEnd(),
        [.. KnownInspections.All.Select(i => i.Name)]);

    private readonly Option<string?> control = ControlOption.OfCommand();

    public static Command Create(BoxOptions options, Option<Output> output)
    {
        var inspect = new InspectCommand(options);
        var command = new Command(
            "inspect",
            "Show what a box has now: phones, calls, bans, certificates. Without --ssh-key, the daemon on this host asks the box.")
        {
            inspect.box, inspect.what, inspect.control, output,
        };
        foreach (var option in (IEnumerable<Option>)[.. options.Source.All, options.SshKey, options.KnownHosts])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => inspect.Run(parse, parse.GetValue(output), cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parse, Output output, CancellationToken cancellation)
    {
        var (of, asked) = (parse.GetValue(box)!, KnownInspections.Named(parse.GetValue(what)!)!);
        var (table, code) = parse.GetValue(options.SshKey) is null
            ? await FromDaemon(parse, of, asked, cancellation)
            : await FromBox(parse, of, asked, cancellation);
        if (table is not null)
        {
            await Console.Out.WriteAsync(output == Output.Json
                ? JsonSerializer.Serialize(InspectShape.Of(of, asked, table), CliJson.Lenient.InspectShape) + "\n"
                : InspectText.Of(of, asked, table));
        }

        return code;
    }

    private async Task<(InspectionTable? Table, int ExitCode)> FromDaemon(
        ParseResult parse, string of, Inspection asked, CancellationToken cancellation)
    {
        var request = new ControlRequest { Command = ControlWord.Inspect, Box = of, What = asked.Name };
        return await DaemonCommands.Ask(parse.GetValue(control), request, cancellation) is { } reply
            ? (reply.Table!.Read(), ExitCode.Converged)
            : (null, ExitCode.Error);
    }

    private async Task<(InspectionTable? Table, int ExitCode)> FromBox(
        ParseResult parse, string of, Inspection asked, CancellationToken cancellation)
    {
        var loading = await StateLoading.Read(options.Source, parse, [of], Console.Error, cancellation);
        if (loading.State is not { } state)
        {
            return (null, loading.ExitCode);
        }

        if (CompositionRoot.Connections(parse.GetValue(options.SshKey), parse.GetValue(options.KnownHosts), Console.Error)
            is not { } connections)
        {
            return (null, ExitCode.Error);
        }

        await using var rounds = new BoxRounds(connections, new SecretStore([], TimeProvider.System), TimeProvider.System);
        var found = await rounds.Inspect(state.Boxes[0], asked, cancellation);
        if (found.TryGet(out var table))
        {
            return (table, ExitCode.Converged);
        }

        await Console.Error.WriteLineAsync($"reconciler: {of}: {found.Missing!.In(Language.English)}");
        return (null, ExitCode.Failed);
    }
}
