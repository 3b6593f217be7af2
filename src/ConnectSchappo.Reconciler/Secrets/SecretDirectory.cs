using System.Text;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>
/// A directory with a file a secret, as systemd gives credentials to a service. Files are read anew each time, so that a changed
/// secret is seen.
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="prefix">What a file's name has before the secret's: among systemd's credentials are ours too, which no desired state may name.</param>
internal sealed class SecretDirectory(string path, string prefix = "") : ISecretSource
{
    /// <summary>The prefix of secrets among systemd's credentials: <c>LoadCredential=secret:DIR</c> gives it to every file of the directory.</summary>
    public const string CredentialPrefix = "secret_";

    public async Task<string?> Find(string name, CancellationToken cancellation)
    {
        var file = Path.Combine(path, prefix + name);
        try
        {
            return File.Exists(file) ? await File.ReadAllTextAsync(file, new UTF8Encoding(false, throwOnInvalidBytes: true), cancellation) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new SecretFailure($"The secret {name} cannot be read from {file}: {failure.GetType().Name}. Make it a text file that this user may read.");
        }
    }

    public string WayIn(string name) => $"the file {Path.Combine(path, prefix + name)}";
}
