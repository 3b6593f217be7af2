using System.CommandLine;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Hosting;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What commands about a softphone take alike.</summary>
internal static class SoftphoneArguments
{
    public static Argument<string> Extension() => Text("EXTENSION", "The extension's number.", "an extension's number");

    public static Option<ServerAddress?> Server() => new("--server")
    {
        HelpName = "HOST[:PORT]",
        Description = "What users type for the box. Default: its address in the desired state.",
        CustomParser = result => TypedOption.Read(
            result, "--server", ServerAddress.Read, "a name or an address (pbx.example, pbx.example:443)"),
    };

    /// <summary>The password of an account; null, and told, where there is none to be had.</summary>
    public static async Task<Secret?> Password(
        ParseResult parse, BoxOptions options, SoftphoneAccount account, CancellationToken cancellation)
    {
        if (account.Secret is not { } name)
        {
            await Console.Error.WriteLineAsync(
                $"reconciler: the desired state has only a hash of the password of {account.User}, so its password is not known.");
            return null;
        }

        var secrets = CompositionRoot.Secrets(parse.GetValue(options.Secrets), parse.GetValue(options.SecretCommand));
        var resolved = await secrets.Resolve([name], cancellation);
        if (resolved.Values.TryGetValue(name, out var secret))
        {
            return secret;
        }

        await Console.Error.WriteLineAsync($"reconciler: {resolved.Missing[name]}");
        return null;
    }

    private static Argument<string> Text(string name, string description, string takes)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(TypedOption.IsText(name, takes));
        return argument;
    }
}
