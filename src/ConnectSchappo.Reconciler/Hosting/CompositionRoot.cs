using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Connecting;
using ConnectSchappo.Reconciler.Files;
using ConnectSchappo.Reconciler.Secrets;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Puts the parts together that commands and the daemon share.</summary>
internal static class CompositionRoot
{
    /// <summary>The places of secrets in the order in which they are asked: the directory, or systemd's credentials; a program; the environment.</summary>
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
        return new SecretStore(sources);
    }

    /// <summary>The way to the boxes; null, and told, where a key or the host keys are missing.</summary>
    public static IBoxConnections? Connections(string? keyPath, string? knownHostsPath, TextWriter errors)
    {
        if (keyPath is null || !File.Exists(keyPath))
        {
            errors.WriteLine(keyPath is null
                ? "reconciler: give the private key for the boxes: --ssh-key PATH."
                : $"reconciler: there is no key at {keyPath}.");
            return null;
        }

        if (knownHostsPath is not null && !File.Exists(knownHostsPath))
        {
            errors.WriteLine($"reconciler: there is no known_hosts file at {knownHostsPath}. Make it from the boxes themselves, never by trusting what answers.");
            return null;
        }

        try
        {
            var knownHosts = KnownHosts.Parse(knownHostsPath is null ? "" : LocalFile.Text(knownHostsPath));
            return new SshConnections(new SshCredentials(keyPath), knownHosts, TimeProvider.System);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"reconciler: the known_hosts file cannot be read: {failure.Message}");
            return null;
        }
    }
}
