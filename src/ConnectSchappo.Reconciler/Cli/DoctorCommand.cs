using System.CommandLine;
using System.Net;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;
using ConnectSchappo.Reconciler.Probes;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler doctor BOX [EXTENSION]</c>: what keeps an extension from its calls, link by link from a phone to a voice, with the
/// evidence and the cure. It changes nothing, and ends nobody's registration.
/// </summary>
internal sealed class DoctorCommand(BoxOptions options)
{
    private static readonly TimeSpan PerStage = TimeSpan.FromSeconds(5);

    private readonly Argument<string> box = BoxArgument.One();

    private readonly Argument<string?> extension = new("EXTENSION")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The extension, of PJSIP, whoever made it. Default: the first softphone of the box.",
    };

    private readonly Option<string?> from = new("--from")
    {
        HelpName = "ADDRESS",
        Description = "The address that the phone comes from: bans, packet filter and NAT are examined for it.",
    };

    private readonly Option<ServerAddress?> server = SoftphoneArguments.Server();

    public static Command Create(BoxOptions options, Option<Output> output)
    {
        var doctor = new DoctorCommand(options);
        doctor.extension.Validators.Add(TypedOption.IsText("EXTENSION", "an extension's number"));
        doctor.extension.Validators.Add(result =>
        {
            // It becomes a word of commands of Asterisk's command line.
            if (result.Tokens is [{ Value: var given }] && given.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '\\'))
            {
                result.AddError(TypedOption.Wrong("EXTENSION", given, "an extension's number"));
            }
        });
        doctor.from.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !IPAddress.TryParse(given, out _))
            {
                result.AddError(TypedOption.Wrong("--from", given, "an IP address (203.0.113.7)"));
            }
        });
        var command = new Command(
            "doctor", "Find what keeps an extension from its calls: the first broken link, the evidence, the cure. Changes nothing.")
        {
            doctor.box, doctor.extension, doctor.from, doctor.server, output,
        };
        foreach (var option in (IEnumerable<Option>)[
            .. options.Source.All, options.SshKey, options.KnownHosts, options.Secrets, options.SecretCommand])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellation) => doctor.Run(parse, parse.GetValue(output), cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parse, Output output, CancellationToken cancellation)
    {
        var name = parse.GetValue(box)!;
        var (work, code) = await BoxWork.Open(parse, options, [name], cancellation);
        if (work is null)
        {
            return code;
        }

        var wanted = work.State.Boxes[0];
        var asked = parse.GetValue(extension) ?? wanted.Pjsip.FirstOrDefault(o => o.IsSoftphone)?.Name;
        var client = parse.GetValue(from) is { } typed ? IPAddress.Parse(typed) : null;
        var way = Way(wanted, asked, parse.GetValue(server), cancellation);
        Evidence? evidence = null;
        var failed = await work.Look(
            name,
            async (observed, gathering) => evidence = await gathering.Of(
                observed.View, observed.Plan.Report, asked, client, cancellation),
            cancellation);
        var (steps, noWay) = await way;
        if (evidence is null)
        {
            await Console.Error.WriteLineAsync($"reconciler: {name}: {failed!.In(Language.English)}");
            return ExitCode.Failed;
        }

        return await Print(wanted.Name, evidence with { Way = steps, NoWay = noWay }, output);
    }

    // The way from here is tried while the box is asked.
    private static async Task<(EquatableArray<WayStep> Steps, Message? NoWay)> Way(
        DesiredBox wanted, string? extension, ServerAddress? server, CancellationToken cancellation)
    {
        // Any softphone's account says where the box is; the extension may be one that the desired state does not have.
        var (account, problem) = SoftphoneAccount.Of(wanted, null, server);
        if (account is null)
        {
            return ([], problem);
        }

        var user = extension ?? account.User;
        var checks = await new OutsideProbe(account with { User = user, AuthorizationUser = user }, TimeProvider.System)
            .Run(null, null, PerStage, cancellation);
        return (checks.All.Select(c => new WayStep(
            c.Name, Weighed(c.Result), c.Found,
            c.Result == CheckResult.Failed ? c.ToDo(wanted.Name, fromBox: false)
                : $"a certificate that names what users type, by an issuer that browsers trust",
            c.Kind == ClientCheckKind.Certificate)
            {
                IsLogin = c.Kind == ClientCheckKind.Registrar,
            }).ToEquatableArray(), null);
    }

    private static Weight Weighed(CheckResult result) => result switch
    {
        CheckResult.Ok => Weight.Well,
        CheckResult.Warning => Weight.Remark,
        CheckResult.Failed => Weight.Broken,
        CheckResult.Skipped => Weight.NotLooked,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "a result without a weight"),
    };

    private static async Task<int> Print(string box, Evidence evidence, Output output)
    {
        var diagnosis = Diagnosis.Of(evidence);
        var code = diagnosis.First is null ? ExitCode.Converged : ExitCode.Failed;
        await Console.Out.WriteAsync(output == Output.Json
            ? JsonSerializer.Serialize(DoctorShape.Of(box, evidence, diagnosis, code), CliJson.Lenient.DoctorShape) + "\n"
            : DoctorText.Of(box, evidence, diagnosis));
        return code;
    }
}
