using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>
/// The options of every command that works with boxes; each may also be given as an environment variable, or in the settings.
/// </summary>
internal sealed class BoxOptions
{
    public SourceOptions Source { get; } = new();

    public Option<string?> SshKey { get; } = SettingsOption.Text(
        "--ssh-key", "PATH",
        "The private key for the boxes, without a passphrase. Default: the credential ssh-key, or /etc/reconciler/ssh-key.",
        () => Credential("ssh-key"));

    public Option<string?> KnownHosts { get; } = SettingsOption.Text(
        "--known-hosts", "PATH", "The host keys of the boxes. Any other host key is refused. Default: the credential known-hosts.",
        () => Credential("known-hosts"));

    public Option<string?> Secrets { get; } = SettingsOption.Text(
        "--secrets", "DIR",
        "A directory with one file per secret. Default: the credentials secret_NAME, or /etc/reconciler/secrets.",
        () => HasCredentials ? null : Installation.Secrets);

    public Option<string?> SecretCommand { get; } = SettingsOption.Text(
        "--secret-command", "COMMAND",
        "A program with its arguments. It gets the secret's name as an additional argument and prints the secret. "
            + "Exit code 66: no such secret.",
        () => null);

    private static bool HasCredentials => Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 };

    public IEnumerable<Option> All => [.. Source.All, SshKey, KnownHosts, Secrets, SecretCommand];

    /// <summary>The key that is given, or the installation's. A command that would rather ask the daemon looks at the option.</summary>
    public string? Key(ParseResult parse) => parse.GetValue(SshKey) ?? Installation.SshKey;

    /// <summary>The file of a credential that systemd gave to this service; null where it gave none of that name.</summary>
    public static string? Credential(string name) =>
        Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder
        && Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
}
