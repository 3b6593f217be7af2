using System.Security.Cryptography;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>
/// A desired state in a file. Its revision is the beginning of the text's SHA-256. A change is told at once where the system
/// tells of it, and is seen at the next look in any case: notifications are lost on some file systems.
/// </summary>
internal sealed class FileSource(string path, TimeProvider time) : ISource
{
    public string Name => path;

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    public DateTimeOffset? LastAnswer { get; private set; }

    /// <exception cref="SourceFailure">Missing, unreadable, too large, or no UTF-8.</exception>
    public async Task<Revision> Read(CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            throw new SourceFailure(
                SourceFailureKind.Refused, $"{path} is a directory: name the file in it, or file://{Path.GetFullPath(path)} for a Git repository.");
        }

        try
        {
            var bytes = await LocalFile.Read(path, StateText.Largest, cancellation);
            var revision = new Revision(Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], path, StateText.Of(path, bytes));
            LastAnswer = time.GetUtcNow();
            return revision;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailure(SourceFailureKind.Unavailable, $"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>None: what a file held before is gone.</summary>
    public Task<Revision?> LastGood(CancellationToken cancellation) => Task.FromResult<Revision?>(null);

    public Task Keep(Revision good, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Calls back whenever the file, or the link that it is, may have changed, until disposed.</summary>
    public IDisposable? Watch(Action changed)
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
