using System.CommandLine;
using ConnectSchappo.Reconciler.Core.Acceptances;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler accept BOX RESOURCE [FIELD]</c>: the desired state's file says what the box has. It observes the box, and changes nothing
/// there.
/// </summary>
internal sealed class AcceptCommand(BoxOptions options)
{
    private readonly Argument<string> box = BoxArgument.One();

    private readonly Argument<string[]> what = new("RESOURCE [FIELD]")
    {
        Description = "What to accept, as plan prints it: endpoint 250, or endpoint 250 direct_media.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> place = new("--in")
    {
        HelpName = "PLACE",
        Description = "Which of several places of the desired state says it from now on: file, box/NAME, group/NAME, profile/NAME or "
            + "anchor/NAME. Without it, the command names them where it matters.",
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print what would change in the file, and change nothing." };

    public static Command Create(BoxOptions options)
    {
        var accept = new AcceptCommand(options);
        accept.place.Validators.Add(TypedOption.IsText("--in", "PLACE"));
        accept.what.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => !TypedOption.IsText(t.Value)))
            {
                result.AddError("RESOURCE and FIELD need a name, as plan prints it.");
            }
        });
        var command = new Command(
            "accept", "Make the desired state's file say what a box has, where somebody changed it there. Changes nothing on the box.")
        {
            accept.box, accept.what, accept.place, accept.dryRun,
        };
        foreach (var option in (IEnumerable<Option>)[
            .. options.Source.All, options.SshKey, options.KnownHosts, options.Secrets, options.SecretCommand])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => accept.Run(parse, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parse, CancellationToken cancellation)
    {
        var path = parse.GetValue(options.Source.DesiredState)!;
        if (IsRepository(path))
        {
            return await Say(
                ExitCode.Error,
                $"{path} is a Git repository, and no file of yours: clone it, run it again with --desired-state FILE of your clone, "
                + $"then commit and push.");
        }

        var name = parse.GetValue(box)!;
        var (work, code) = await BoxWork.Open(parse, options, [name], cancellation);
        if (work is null)
        {
            return code;
        }

        StateFile file;
        try
        {
            file = await StateFile.Read(path, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await Say(ExitCode.Error, $"{path} cannot be read: {failure.Message}");
        }

        if (file.Revision != work.Revision)
        {
            return await Say(ExitCode.Stale, Changed(path));
        }

        BoxView? view = null;
        var failed = await work.Look(
            name,
            (observed, _) =>
            {
                view = observed.View;
                return Task.CompletedTask;
            },
            cancellation);
        if (view is null)
        {
            return await Say(ExitCode.Failed, $"{name}: {failed}");
        }

        var text = StateText.Of($"{path}", file.Bytes.ToArray());
        var wanted = string.Join(' ', parse.GetValue(what)!.Select(w => w.Trim()));
        return new Acceptor(path, text, view, work.Revision).Accept(wanted, parse.GetValue(place)) switch
        {
            AcceptanceResult.Accepted accepted => await Write(file, text, accepted, name, parse.GetValue(dryRun), cancellation),
            AcceptanceResult.Choice choice => await Say(ExitCode.Blocked, AcceptText.Of(choice)),
            AcceptanceResult.Refused refused => await Say(ExitCode.Failed, $"{refused.Why}."),
            AcceptanceResult.Unknown unknown => await Say(ExitCode.Error, unknown.Why),
            AcceptanceResult.NoDrift same => await Say(ExitCode.Converged, same.Why),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no result of an acceptance."),
        };
    }

    private static async Task<int> Write(
        StateFile file, string text, AcceptanceResult.Accepted accepted, string box, bool isDryRun, CancellationToken cancellation)
    {
        await Console.Out.WriteAsync(AcceptText.Diff(file.Path, text, accepted.Text));
        foreach (var note in accepted.Notes)
        {
            await Say(ExitCode.Converged, note);
        }

        if (isDryRun)
        {
            return ExitCode.Converged;
        }

        try
        {
            if (!await file.Replace(text, accepted.Text, cancellation))
            {
                return await Say(ExitCode.Stale, Changed(file.Path));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await Say(ExitCode.Error, $"{file.Path} cannot be written, and is as it was: {failure.Message}");
        }

        return await Say(ExitCode.Converged, AcceptText.Next(file, accepted.Name, box));
    }

    private static Message Changed(string path) => $"{path} was changed meanwhile, so it was left as it is: accept again.";

    private static bool IsRepository(string path)
    {
        try
        {
            return GitAddress.Parse(path) is not null;
        }
        catch (SourceFailure)
        {
            return true; // a URL, though none that can be used
        }
    }

    private static async Task<int> Say(int code, Message message)
    {
        await Console.Error.WriteLineAsync($"reconciler: {message.In(Language.English)}");
        return code;
    }

    private static async Task<int> Say(int code, string lines)
    {
        await Console.Error.WriteAsync($"reconciler: {lines}");
        return code;
    }
}
