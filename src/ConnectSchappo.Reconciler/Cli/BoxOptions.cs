using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The options of every command that works with boxes; each may also be given as an environment variable, or in the settings.</summary>
internal sealed class BoxOptions
{
    public SourceOptions Source { get; } = new();

    public Option<string?> SshKey { get; } =
        SettingsOption.Text("--ssh-key", "PATH", "The private key for the boxes, without a passphrase. Default: the credential ssh-key.", () => Credential("ssh-key"));

    public Option<string?> KnownHosts { get; } =
        SettingsOption.Text("--known-hosts", "PATH", "The host keys of the boxes; one that is not in it is refused. Default: the credential known-hosts.", () => Credential("known-hosts"));

    public Option<string?> Secrets { get; } =
        SettingsOption.Text("--secrets", "DIR", "A directory with a file a secret. Default: the credentials secret_NAME.", () => null);

    public Option<string?> SecretCommand { get; } = SettingsOption.Text(
        "--secret-command", "COMMAND", "A program with its arguments that prints the secret whose name is added as the last one; exit code 66: it has none.", () => null);

    public Option<string?> Limit { get; } = SettingsOption.Text("--limit", "BOX[,BOX]", "Only these boxes.", () => null);

    public BoxOptions() => Limit.Validators.Add(result =>
    {
        // Of what names no box all would be meant.
        if (result.Tokens is [{ Value: var given }] && TypedOption.IsText(given) && BoxChoice.Limited(given).Names.Count == 0)
        {
            result.AddError($"--limit takes BOX[,BOX]; `{given}` is none.");
        }
    });

    public IEnumerable<Option> All => [.. Source.All, SshKey, KnownHosts, Secrets, SecretCommand, Limit];

    /// <summary>The file of a credential that systemd gave to this service; null where it gave none of that name.</summary>
    public static string? Credential(string name) =>
        Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder && Path.Combine(folder, name) is var path && File.Exists(path)
            ? path : null;
}
