using System.Security.Cryptography;
using System.Text;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>
/// A desired state in a file. Its revision is the beginning of the text's SHA-256. A change is told at once where the system
/// tells of it, and is seen at the next look in any case: notifications are lost on some file systems.
/// </summary>
internal sealed class FileSource(string path)
{
    private const int Largest = 4 * 1024 * 1024;

    /// <exception cref="SourceFailure">Missing, unreadable, too large, or no UTF-8.</exception>
    public async Task<Revision> Read(CancellationToken cancellation)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > Largest)
            {
                throw new SourceFailure($"{path} has {size} bytes; a desired state has at most {Largest}.");
            }

            var bytes = await File.ReadAllBytesAsync(path, cancellation);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            return new Revision(Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], path, text);
        }
        catch (DecoderFallbackException failure)
        {
            throw new SourceFailure($"{path} is not UTF-8 text: save it as UTF-8.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailure($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Calls back whenever the file, or the link that it is, may have changed, until disposed.</summary>
    public IDisposable Watch(Action changed)
    {
        var full = Path.GetFullPath(path);
        var watcher = new FileSystemWatcher(Path.GetDirectoryName(full)!)
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
        };
        void Told(object sender, FileSystemEventArgs told)
        {
            if (told.Name == Path.GetFileName(full) || (told as RenamedEventArgs)?.OldName == Path.GetFileName(full))
            {
                changed();
            }
        }

        watcher.Changed += Told;
        watcher.Created += Told;
        watcher.Renamed += Told;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
