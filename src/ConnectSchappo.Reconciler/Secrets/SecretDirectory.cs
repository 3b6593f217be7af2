using System.Text;
using ConnectSchappo.Reconciler.Files;

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

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The directory from which the installed unit takes them.</summary>
    private const string Installed = "/etc/reconciler/secrets";

    public async Task<string?> Find(string name, CancellationToken cancellation)
    {
        var file = Path.Combine(path, prefix + name);
        try
        {
            return !File.Exists(file) ? null
                : LocalFile.IsRegular(file) ? Utf8.GetString(await LocalFile.Read(file, SecretStore.MostBytes, cancellation)).TrimStart('\uFEFF')
                : throw new SecretFailure($"The secret {name} is no regular file, and would be asked for again and again: make it one, in {WayIn(name)}.");
        }
        catch (DecoderFallbackException)
        {
            throw new SecretFailure($"The secret {name} is not UTF-8 text: save it as UTF-8 in {WayIn(name)}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SecretFailure($"The secret {name} cannot be read ({failure.Message}): make it a text file that this user may read, in {WayIn(name)}.");
        }
    }

    // What systemd gives to a service nobody can write: it comes from where the unit says, when the service begins.
    public string WayIn(string name) => prefix.Length > 0
        ? $"the file {Installed}/{name} (then: systemctl restart reconciler)"
        : $"the file {Path.Combine(path, name)}";
}
