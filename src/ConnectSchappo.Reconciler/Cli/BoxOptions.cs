using System.CommandLine;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The options of every command that works with boxes; each may also be given as an environment variable.</summary>
internal sealed class BoxOptions
{
    public SourceOptions Source { get; } = new();

    public Option<string?> SshKey { get; } = Text("--ssh-key", "PATH", "The private key for the boxes, without a passphrase.", "RECONCILER_SSH_KEY");

    public Option<string?> KnownHosts { get; } =
        Text("--known-hosts", "PATH", "The host keys of the boxes; one that is not in it is refused.", "RECONCILER_KNOWN_HOSTS");

    public Option<string?> Secrets { get; } =
        Text("--secrets", "DIR", "A directory with a file a secret. Default: $CREDENTIALS_DIRECTORY.", "RECONCILER_SECRETS", "CREDENTIALS_DIRECTORY");

    public Option<string?> SecretCommand { get; } = Text(
        "--secret-command", "COMMAND", "A program with its arguments that prints the secret whose name is added as the last one; exit code 66: it has none.", "RECONCILER_SECRET_COMMAND");

    public Option<string?> Limit { get; } = Text("--limit", "BOX[,BOX]", "Only these boxes.", "RECONCILER_LIMIT");

    public IEnumerable<Option> All => [.. Source.All, SshKey, KnownHosts, Secrets, SecretCommand, Limit];

    /// <summary>An option for a text, by default that of the first environment variable that has one.</summary>
    public static Option<string?> Text(string name, string value, string description, params string[] variables) => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = _ => variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => v is { Length: > 0 }),
    };
}
