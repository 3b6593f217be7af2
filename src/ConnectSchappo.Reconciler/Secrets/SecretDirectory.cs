using System.Globalization;
using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>
/// A directory with a file a secret, as systemd gives credentials to a service. Files are read anew each time, so that a changed
/// secret is seen.
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="prefix">
/// What a file's name has before the secret's: among systemd's credentials are ours too, which no desired state may name.
/// </param>
internal sealed class SecretDirectory(string path, string prefix = "") : ISecretSource
{
    /// <summary>
    /// The prefix of secrets among systemd's credentials: <c>LoadCredential=secret:DIR</c> gives it to every file of the directory.
    /// </summary>
    public const string CredentialPrefix = "secret_";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The directory from which the installed unit takes them.</summary>
    private const string Installed = "/etc/reconciler/secrets";

    public async Task<string?> Find(string name, CancellationToken cancellation)
    {
        var file = Path.Combine(path, prefix + name);
        try
        {
            return !File.Exists(file) ? Missing(name)
                : !LocalFile.IsRegular(file) ? throw new SecretFailure($"The secret {name} is not a regular file: {Correct(name)}.")
                : Utf8.GetString(await LocalFile.Read(file, SecretStore.MostBytes, cancellation)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new SecretFailure($"The secret {name} is not UTF-8 text: {Correct(name)}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SecretFailure($"The secret {name} cannot be read ({failure.Message}): {Correct(name)}.");
        }
    }

    // Of a directory that this user may not enter every file seems to be missing.
    private string? Missing(string name)
    {
        try
        {
            _ = Directory.Exists(path) && Directory.EnumerateFiles(path).Any();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            throw new SecretFailure($"The secret {name} cannot be read: this user may not look into {path}. Use sudo.");
        }
    }

    // What cannot be read now is told when the secrets are looked up.
    public string Sign()
    {
        try
        {
            return string.Join(
                '\n',
                new DirectoryInfo(path).EnumerateFiles()
                    .Select(f => f.Attributes.HasFlag(FileAttributes.ReparsePoint) ? f.ResolveLinkTarget(returnFinalTarget: true) ?? f : f)
                    .Cast<FileInfo>().Select(f => string.Create(
                        CultureInfo.InvariantCulture, $"{f.FullName} {(f.Exists ? f.Length : -1)} {f.LastWriteTimeUtc.Ticks}")));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.GetType().Name;
        }
    }

    // What systemd gives to a service nobody can write: it comes from where the unit says, when the service begins.
    public Message WayIn(string name) => prefix.Length > 0
        ? $"create {Installed}/{name} and run systemctl restart reconciler"
        : (Message)$"create {Path.Combine(path, name)}";

    private Message Correct(string name) => prefix.Length > 0
        ? $"make {Installed}/{name} a UTF-8 text file that root can read, and run systemctl restart reconciler"
        : (Message)$"make {Path.Combine(path, name)} a UTF-8 text file that this user can read";
}
