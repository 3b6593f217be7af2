using System.CommandLine;
using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using QRCoder;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// <c>reconciler softphone BOX EXTENSION</c>: what a person types into the softphone, by the desired state alone. It needs no box.
/// </summary>
internal static class SoftphoneCommand
{
    public static Command Create(BoxOptions options)
    {
        var (box, extension) = (BoxArgument.One(), SoftphoneArguments.Extension());
        var password = new Option<bool>("--password") { Description = "Print the password too. It stays visible in the terminal." };
        var server = SoftphoneArguments.Server();
        var output = TypedOption.Word("--output", "How it is printed. qr: as a QR code that holds the JSON.", SoftphoneOutput.Text, "-o");
        var command = new Command("softphone", "Print what to type into the softphone: server, port, transport, path and user.")
        {
            box, extension, password, server, output,
        };
        foreach (var option in (IEnumerable<Option>)[.. options.Source.All, options.Secrets, options.SecretCommand])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parse, cancellation) =>
        {
            var loading = await StateLoading.Read(options.Source, parse, [parse.GetValue(box)!], Console.Error, cancellation);
            if (loading.State is not { } state)
            {
                return loading.ExitCode;
            }

            var (account, problem) = SoftphoneAccount.Of(state.Boxes[0], parse.GetValue(extension)!, parse.GetValue(server));
            if (account is null)
            {
                await Console.Error.WriteLineAsync($"reconciler: {problem!.In(Language.English)}");
                return ExitCode.Error;
            }

            var shape = Shape(state.Boxes[0].Name, account);
            if (parse.GetValue(password))
            {
                if (await SoftphoneArguments.Password(parse, options, account, cancellation) is not { } found)
                {
                    return ExitCode.Error;
                }

                shape = shape with { Password = found.Reveal() };
            }

            await Console.Out.WriteAsync(Written(shape, account, parse.GetValue(output)));
            return ExitCode.Converged;
        });
        return command;
    }

    private static SoftphoneShape Shape(string box, SoftphoneAccount account) => new()
    {
        Box = box,
        Server = account.Server,
        Port = account.Port,
        Path = account.Path,
        WebSocket = account.WebSocket,
        Uri = account.SipAddress,
        User = account.User,
        AuthorizationUser = account.AuthorizationUser,
    };

    private static string Written(SoftphoneShape shape, SoftphoneAccount account, SoftphoneOutput output) => output switch
    {
        SoftphoneOutput.Json => JsonSerializer.Serialize(shape, CliJson.Lenient.SoftphoneShape) + "\n",
        SoftphoneOutput.Qr => Code(JsonSerializer.Serialize(shape, CliJson.OneLine.SoftphoneShape)),
        SoftphoneOutput.Text => Text(shape, account),
        _ => throw new ArgumentOutOfRangeException(nameof(output), output, "an output that nobody writes"),
    };

    private static string Text(SoftphoneShape shape, SoftphoneAccount account)
    {
        var text = new PlainLines().Add($"softphone {shape.User} of {shape.Box}");
        void Row(string name, string value) => text.Add($"  {name,-19} {value}");
        Row("server", shape.Server);
        Row("port", $"{shape.Port}");
        Row("transport", "WSS (a WebSocket with TLS)");
        Row("path", shape.Path);
        Row("WebSocket", shape.WebSocket);
        Row("SIP address", shape.Uri);
        Row("user", shape.User);
        if (shape.AuthorizationUser != shape.User)
        {
            Row("authorization user", shape.AuthorizationUser);
        }

        Row("password", shape.Password
            ?? (account.Secret is { } secret ? $"the secret {secret}; --password prints it" : "known only as a hash"));
        return text.ToString();
    }

    private static string Code(string content)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.L);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall() + "\n";
    }
}
