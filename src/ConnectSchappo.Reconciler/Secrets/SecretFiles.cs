using System.Text;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>Writes secrets as files of a directory, which only their owner can read. No file that is there is changed.</summary>
internal static class SecretFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the files that are not there yet.</summary>
    /// <param name="directory">It is made where it is not there.</param>
    /// <param name="secrets">Values by name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null, or which file has another value than the box: then nothing was written.</returns>
    /// <exception cref="IOException">One cannot be read or written; those before it are there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static async Task<Message?> Write(
        string directory, IReadOnlyDictionary<string, Secret> secrets, CancellationToken cancellation)
    {
        var missing = new List<KeyValuePair<string, Secret>>();
        foreach (var secret in secrets)
        {
            var file = Path.Combine(directory, secret.Key);
            if (!Path.Exists(file))
            {
                missing.Add(secret);
            }
            else if (Encoding.UTF8.GetString(await LocalFile.Read(file, SecretStore.MostBytes, cancellation)).TrimEnd('\r', '\n')
                != secret.Value.Reveal())
            {
                return $"{file} is there already, with another value than the box has. Nothing was written. "
                    + $"If the box is right, remove the file, and import again. If the file is right, import into another directory";
            }
        }

        Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var (name, value) in missing)
        {
            await Create(Path.Combine(directory, name), value, cancellation);
        }

        return null;
    }

    // Under a name of its own until it is whole.
    private static async Task Create(string path, Secret value, CancellationToken cancellation)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            await using (var file = new FileStream(
                draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes($"{value.Reveal()}\n"), cancellation);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
