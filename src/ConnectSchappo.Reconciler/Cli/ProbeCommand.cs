using System.CommandLine;
using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Probes;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler probe BOX [EXTENSION]</c>: the checks of a softphone's way to a box, from this host or from the box. It changes nothing,
/// and ends nobody's registration.
/// </summary>
internal sealed class ProbeCommand(BoxOptions options)
{
    private static readonly TimeSpan PerStage = TimeSpan.FromSeconds(5);

    private readonly Argument<string> box = BoxArgument.One();

    private readonly Argument<string?> extension = new("EXTENSION")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The extension's number. Default: the first softphone of the box.",
    };

    private readonly Option<bool> onBox = new("--on-box") { Description = "Probe from the box itself, over SSH, and not from this host." };

    private readonly Option<bool> login = new("--login") { Description = "Register with the password too, and take it back at once." };

    private readonly Option<ServerAddress?> server = SoftphoneArguments.Server();

    public static Command Create(BoxOptions options, Option<Output> output)
    {
        var probe = new ProbeCommand(options);
        probe.extension.Validators.Add(TypedOption.IsText("EXTENSION", "an extension's number"));
        var command = new Command("probe", "Check a softphone's way to a box: connection, certificate, WebSocket, SIP. Changes nothing.")
        {
            probe.box, probe.extension, probe.onBox, probe.login, probe.server, output,
        };
        foreach (var option in (IEnumerable<Option>)[
            .. options.Source.All, options.SshKey, options.KnownHosts, options.Secrets, options.SecretCommand])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => probe.Run(parse, parse.GetValue(output), cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parse, Output output, CancellationToken cancellation)
    {
        var loading = await StateLoading.Read(
            options.Source, parse, [parse.GetValue(box)!], Console.Error, cancellation);
        if (loading.State is not { } state)
        {
            return loading.ExitCode;
        }

        var wanted = state.Boxes[0];

        // The box itself meets its web server whatever users type.
        var typed = parse.GetValue(server) ?? (parse.GetValue(onBox) ? new ServerAddress(wanted.Address, null) : null);
        var (account, problem) = SoftphoneAccount.Of(wanted, parse.GetValue(extension), typed);
        if (account is null)
        {
            await Console.Error.WriteLineAsync($"reconciler: {problem!.In(Language.English)}");
            return ExitCode.Error;
        }

        Secret? password = null;
        if (parse.GetValue(login) && (password = await SoftphoneArguments.Password(parse, options, account, cancellation)) is null)
        {
            return ExitCode.Error;
        }

        var noLogin = WebRtc.MayEndAnother(wanted, account.User)
            ? (Message)$"not tried: its AOR has remove_existing: yes, so that a login may unregister another client of {account.User}"
            : null;
        try
        {
            var checks = parse.GetValue(onBox)
                ? await FromBox(parse, wanted, account, password, noLogin, cancellation)
                : await new OutsideProbe(account, TimeProvider.System).Run(password, noLogin, PerStage, cancellation);
            return checks is null ? ExitCode.Error : await Print(wanted.Name, account, checks, output);
        }
        catch (BoxFailure failure)
        {
            await Console.Error.WriteLineAsync($"reconciler: {failure.Reason.In(Language.English)}");
            return ExitCode.Failed;
        }
    }

    private async Task<ClientChecks?> FromBox(
        ParseResult parse, DesiredBox wanted, SoftphoneAccount account, Secret? password, Message? noLogin, CancellationToken cancellation)
    {
        if (CompositionRoot.Connections(options.Key(parse), parse.GetValue(options.KnownHosts), Console.Error)
            is not { } connections)
        {
            return null;
        }

        await using var line = await connections.Open(wanted, cancellation);
        return await new OnBoxProbe(line, TimeProvider.System).Run(wanted, account, password, noLogin, PerStage, cancellation);
    }

    private static async Task<int> Print(string box, SoftphoneAccount account, ClientChecks checks, Output output)
    {
        var all = checks.All;
        var code = all.Any(c => c.Result == CheckResult.Failed) ? ExitCode.Failed : ExitCode.Converged;
        await Console.Out.WriteAsync(output == Output.Json
            ? JsonSerializer.Serialize(
                new ProbeShape
                {
                    ExitCode = code,
                    Box = box,
                    Extension = account.User,
                    WebSocket = account.WebSocket,
                    FromBox = checks.FromBox,
                    Checks = all.Select(c => ProbeShape.Check.Of(c, box, checks.FromBox)).ToEquatableArray(),
                },
                CliJson.Lenient.ProbeShape) + "\n"
            : ProbeText.Of(box, account, checks));
        return code;
    }
}
