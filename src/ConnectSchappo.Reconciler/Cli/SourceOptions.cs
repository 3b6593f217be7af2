using System.CommandLine;
using ConnectSchappo.Reconciler.Cli.Settings;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Where the desired state comes from, and what it takes to reach and to trust it.</summary>
internal sealed class SourceOptions
{
    public const string DesiredStateName = "--desired-state";

    private readonly Option<string?> settings = SettingsOption.File();

    private readonly Option<string?> key = SettingsOption.Text(
        "--git-key", "PATH",
        "The private key for a Git repository over ssh, without a passphrase. "
            + "Default: the credential git-key, or the keys of your agent and your own.",
        () => BoxOptions.Credential("git-key"));

    private readonly Option<string?> knownHosts =
        SettingsOption.Text(
            "--git-known-hosts", "PATH", "The accepted host keys for a Git repository over ssh. Default: your own known_hosts.",
            () => null);

    private readonly Option<string?> token = SettingsOption.Text(
        "--git-token", "PATH", "A file with the token or password for a Git repository over https. Default: the credential git-token.",
        () => BoxOptions.Credential("git-token"));

    private readonly Option<string?> signers = SettingsOption.Text(
        "--require-signed", "PATH",
        "Refuse a commit without a signature of a key in this file: SSH allowed signers, OpenPGP public keys, or both.", () => null);

    private readonly Option<string?> cache = SettingsOption.Text(
        "--git-cache", "DIR", "The directory for fetched commits. Default: $STATE_DIRECTORY, or ~/.cache/reconciler.",
        () => Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state ? state : null);

    /// <summary>A file, or a commit's file in a repository.</summary>
    public Option<string?> DesiredState { get; } = SettingsOption.Text(
        DesiredStateName,
        "PATH|URL#REF:PATH",
        "The desired state: a file, or a Git repository (ssh://, USER@HOST:PATH, https://, file://), a branch or tag of it "
            + $"(default: its HEAD) and a path in it (default: {GitAddress.DefaultPath}). "
            + $"Default: {GitAddress.DefaultPath} in the current directory, or what /etc/reconciler/reconciler.yaml names.",
        () => GitAddress.DefaultPath);

    /// <summary>Whether a person means a desired state of his own, and not the one of the service on this host.</summary>
    public bool IsNamed(ParseResult parse) => parse.GetResult(DesiredState) is { Implicit: false }
        || Environment.GetEnvironmentVariable("RECONCILER_DESIRED_STATE") is { Length: > 0 } || File.Exists(GitAddress.DefaultPath)
        || parse.GetResult(settings) is { Implicit: false } || Environment.GetEnvironmentVariable("RECONCILER_SETTINGS") is { Length: > 0 };

    public IEnumerable<Option> All => [DesiredState, .. Reaching];

    /// <summary>Those of a command that has another way to name the desired state.</summary>
    public IEnumerable<Option> Reaching => [settings, key, knownHosts, token, signers, cache];

    /// <param name="interval">The time between two questions to a repository; null for the usual.</param>
    /// <exception cref="SourceFailure">What was given cannot be a source.</exception>
    public ISource Open(ParseResult parse, TimeSpan? interval = null) => Open(parse.GetValue(DesiredState)!, parse, interval);

    /// <exception cref="SourceFailure">What was given cannot be a source.</exception>
    public ISource Open(string name, ParseResult parse, TimeSpan? interval = null)
    {
        var access = new GitAccess
        {
            Cache = parse.GetValue(cache) ?? DefaultCache(),
            Key = parse.GetValue(key),
            KnownHosts = parse.GetValue(knownHosts),
            Token = parse.GetValue(token),
            Signers = parse.GetValue(signers),
        };
        return Source.Open(name, interval is { } given ? access with { Interval = given } : access, TimeProvider.System);
    }

    private static string DefaultCache() =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
                ? given : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "reconciler");
}
