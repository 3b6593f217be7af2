using System.CommandLine;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Imports;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Rounds;
using ConnectSchappo.Reconciler.Secrets;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler import BOX|USER@ADDRESS</c>: a desired state that asks for what a box has, on standard output. It observes the box twice,
/// the second time with what it wrote, and changes nothing there.
/// </summary>
internal sealed class ImportCommand(BoxOptions options)
{
    private const string Revision = "import";

    private readonly Argument<string> box = new("BOX|USER@ADDRESS")
    {
        Description = "The box's name in the desired state, or for a box that is in none the account and the address, as ssh takes them: "
            + "reconciler@198.51.100.10, or with a port reconciler@pbx.example:2222.",
    };

    private readonly Option<string?> name = new("--name")
    {
        HelpName = "NAME",
        Description = "With an address: what to call the box. Default: its address.",
    };

    private readonly Option<string?> withSecrets = new("--with-secrets")
    {
        HelpName = "DIR",
        Description = "Write the box's secrets into files of this directory, with mode 600. A file that is there is never changed.",
    };

    public static Command Create(BoxOptions options)
    {
        var import = new ImportCommand(options);
        import.box.Validators.Add(TypedOption.IsText("BOX", "a box's name, or an account and an address (reconciler@198.51.100.10)"));
        import.box.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && BoxAddress.IsMeant(given) && BoxAddress.Read(given, null) is null)
            {
                result.AddError(TypedOption.Wrong("USER@ADDRESS", given, "an account and an address (reconciler@198.51.100.10)"));
            }
        });
        import.name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !HostText.IsBoxName(given))
            {
                result.AddError(TypedOption.Wrong("--name", given, "a name of at most 63 letters, digits, '-', '_' and '.'"));
            }
        });
        import.withSecrets.Validators.Add(TypedOption.IsText("--with-secrets", "DIR"));
        var command = new Command("import", "Write a desired state from a live box to standard output. Changes nothing on the box.")
        {
            import.box, import.name, import.withSecrets,
        };
        foreach (var option in (IEnumerable<Option>)[.. options.Source.All, options.SshKey, options.KnownHosts])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(import.name) is not null && result.GetValue(import.box) is { } given && !BoxAddress.IsMeant(given))
            {
                result.AddError("--name goes with an address (reconciler@198.51.100.10). The desired state has a name for its own boxes.");
            }
        });
        command.SetAction((parse, cancellation) => import.Run(parse, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parse, CancellationToken cancellation)
    {
        var (work, code) = await Open(parse, cancellation);
        if (work is null)
        {
            return code;
        }

        var known = work.State.Boxes[0];
        var (first, failed) = await Look(work, known with { Sections = [], Policy = Policy.Default }, NoSecrets, cancellation);
        if (first is null)
        {
            return await Say(ExitCode.Failed, $"{known.Name}: {failed!}");
        }

        var (state, why) = ImportedState.Of(known, first.Seen);
        if (state is null)
        {
            return await Say(ExitCode.Error, $"{known.Name} cannot be in a desired state: {why!}");
        }

        (var second, failed) = await Look(work, state.Box, state.Secrets, cancellation);
        if (second is null)
        {
            return await Say(ExitCode.Failed, $"{known.Name}: {failed!}");
        }

        if (parse.GetValue(withSecrets) is { } directory && await Write(directory, state.Secrets, cancellation) is { } problem)
        {
            return await Say(ExitCode.Error, problem);
        }

        var report = second.Plan.Report;
        await Console.Out.WriteAsync(state.Text(ImportChanges.Of(report), ImportChanges.Uncompared(second.Seen, report)));
        foreach (var left in state.Left)
        {
            await Say(ExitCode.Converged, $"not in it, and left on the box as it is: {left}");
        }

        return ExitCode.Converged;
    }

    private static IReadOnlyDictionary<string, Secret> NoSecrets { get; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    private async Task<(BoxWork? Work, int ExitCode)> Open(ParseResult parse, CancellationToken cancellation)
    {
        var asked = parse.GetValue(box)!;
        if (!BoxAddress.IsMeant(asked))
        {
            var opened = await BoxWork.Open(parse, options, [asked], cancellation);
            return opened.Work is null
                ? (null, await Say(
                    opened.ExitCode,
                    $"For a box that is in no desired state yet, name the account too: reconciler import reconciler@{asked}"))
                : opened;
        }

        var key = options.Key(parse);
        return CompositionRoot.Connections(key, parse.GetValue(options.KnownHosts), Console.Error) is { } connections
            ? (new BoxWork(
                new DesiredState([BoxAddress.Read(asked, parse.GetValue(name))!]), Revision, connections, Store(NoSecrets), key!),
                ExitCode.Converged)
            : (null, ExitCode.Error);
    }

    private static async Task<(ObservedPlan? Observed, Message? Failure)> Look(
        BoxWork work, DesiredBox wanted, IReadOnlyDictionary<string, Secret> secrets, CancellationToken cancellation)
    {
        ObservedPlan? seen = null;
        var failed = await (work with { State = new DesiredState([wanted]), Revision = Revision, Secrets = Store(secrets) }).Look(
            wanted.Name,
            (observed, _) =>
            {
                seen = observed;
                return Task.CompletedTask;
            },
            cancellation);
        return (seen, failed);
    }

    private static SecretStore Store(IReadOnlyDictionary<string, Secret> secrets) => new([new FoundSecrets(secrets)], TimeProvider.System);

    private static async Task<Message?> Write(string directory, IReadOnlyDictionary<string, Secret> secrets, CancellationToken cancellation)
    {
        try
        {
            return await SecretFiles.Write(directory, secrets, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"the secrets cannot be written into {directory}: {failure.Message}";
        }
    }

    private static async Task<int> Say(int code, Message message)
    {
        await Console.Error.WriteLineAsync($"reconciler: {message.In(Language.English)}");
        return code;
    }
}
