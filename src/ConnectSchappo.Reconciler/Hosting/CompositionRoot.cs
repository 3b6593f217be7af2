using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Files;
using ConnectSchappo.Reconciler.Secrets;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Puts the parts together that commands and the daemon share.</summary>
internal static class CompositionRoot
{
    /// <summary>
    /// The sources of secrets, in the order in which they are tried: the directory, or systemd's credentials; a program; the environment.
    /// </summary>
    public static SecretStore Secrets(string? directory, string? command)
    {
        var words = (command ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<ISecretSource> sources = [];
        if (directory is not null)
        {
            sources.Add(new SecretDirectory(directory));
        }
        else if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } credentials)
        {
            sources.Add(new SecretDirectory(credentials, SecretDirectory.CredentialPrefix));
        }

        if (words.Length > 0)
        {
            sources.Add(new SecretCommand(words[0], words[1..], TimeProvider.System));
        }

        sources.Add(new SecretEnvironment(Environment.GetEnvironmentVariable));
        return new SecretStore(sources, TimeProvider.System);
    }

    /// <summary>
    /// The way to the boxes; null, and told, where a key or the host keys are missing. A line of the host keys that is not used is told
    /// too, and costs its own host alone.
    /// </summary>
    public static IBoxConnections? Connections(string? keyPath, string? knownHostsPath, TextWriter errors)
    {
        if (keyPath is null || !File.Exists(keyPath))
        {
            errors.WriteLine(keyPath is null
                ? "reconciler: the private key for the boxes is missing. Give it with --ssh-key PATH."
                : $"reconciler: the private key {keyPath} does not exist.");
            return null;
        }

        if (knownHostsPath is not null && !File.Exists(knownHostsPath))
        {
            errors.WriteLine(
                $"reconciler: the known_hosts file {knownHostsPath} does not exist. Make it from the host keys on the boxes themselves.");
            return null;
        }

        try
        {
            var knownHosts = KnownHosts.Parse(knownHostsPath is null ? "" : LocalFile.Text(knownHostsPath));
            foreach (var problem in knownHosts.Problems)
            {
                errors.WriteLine(PlainText.Line(
                    $"reconciler: {knownHostsPath}:{problem.Line}: warning: {problem.Message}. The line is not used."));
            }

            return new SshConnections(new SshCredentials(keyPath), knownHosts, TimeProvider.System);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"reconciler: the known_hosts file cannot be read: {failure.Message}");
            return null;
        }
    }
}
