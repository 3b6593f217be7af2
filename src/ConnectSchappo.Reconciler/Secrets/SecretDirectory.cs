using System.Collections.Frozen;
using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>
/// A directory with a file a secret, as systemd gives credentials to a service. One final line end is not part of a secret.
/// Files are read anew each time, so that a changed secret is seen.
/// </summary>
internal sealed class SecretDirectory(string? path)
{
    // Asterisk skips lines of 8191 bytes and more.
    private const int Longest = 4096;

    /// <summary>The values of all these names.</summary>
    /// <exception cref="SecretFailure">One is missing, empty, or no single line.</exception>
    public IReadOnlyDictionary<string, Secret> Resolve(IEnumerable<string> names) =>
        names.ToFrozenDictionary(n => n, Read, StringComparer.Ordinal);

    private Secret Read(string name)
    {
        if (path is null)
        {
            throw new SecretFailure($"The secret {name} is needed and no directory of secrets is given: use --secrets DIR, or systemd's LoadCredential=.");
        }

        if (name.Contains('/', StringComparison.Ordinal) || name is "." or "..")
        {
            throw new SecretFailure($"The secret {name} is no file's name: take a name without a slash.");
        }

        var file = Path.Combine(path, name);
        try
        {
            var text = File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            text = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
            return text.Length is > 0 and <= Longest && !text.Any(char.IsControl)
                ? new Secret(text)
                : throw new SecretFailure($"The secret {name} must be one line of 1 to {Longest} characters without control characters: put {file} right.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new SecretFailure($"The secret {name} cannot be read from {file}: {failure.GetType().Name}. Put the file there, readable by this user.");
        }
    }
}
