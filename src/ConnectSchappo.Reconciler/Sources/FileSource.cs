using System.Security.Cryptography;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>
/// A desired state in a file. Its revision is the beginning of the text's SHA-256. A change is reported at once where the system
/// notifies of it, and is seen at the next look in any case: notifications are lost on some file systems. A file that was written a moment
/// ago may be half of one, which can be valid too: it is read again until nobody has written for half a second.
/// </summary>
internal sealed class FileSource(string path, TimeProvider time) : ISource
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => path;

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    public DateTimeOffset? LastAnswer { get; private set; }

    /// <exception cref="SourceFailure">Missing, unreadable, too large, no UTF-8, or written to all the time.</exception>
    public async Task<Revision> Read(CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            throw new SourceFailure(
                SourceFailureKind.Refused,
                $"{path} is a directory. Name the file in it, or file://{Path.GetFullPath(path)} for a Git repository.");
        }

        try
        {
            var bytes = await Settled(cancellation);
            var revision = new Revision(RevisionOf(bytes), path, StateText.Of($"{path}", bytes));
            LastAnswer = time.GetUtcNow();
            return revision;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailure(SourceFailureKind.Unavailable, $"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The revision of a file with this content.</summary>
    public static string RevisionOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];

    private async Task<byte[]> Settled(CancellationToken cancellation)
    {
        for (var begun = time.GetTimestamp(); ;)
        {
            var bytes = await LocalFile.Read(path, StateText.Largest, cancellation);
            var age = LocalFile.IsRegular(path) ? time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : Quiet;
            if (age < TimeSpan.Zero || age >= Quiet) // a time to come is another machine's clock, and means nothing
            {
                return bytes;
            }

            if (time.GetElapsedTime(begun) > Patience)
            {
                throw new IOException("it changes all the time. Write another file, then move it there with mv.");
            }

            await Task.Delay(Quiet - age, time, cancellation);
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
        void OnChanged(object sender, FileSystemEventArgs change)
        {
            if (change.Name == Path.GetFileName(full) || (change as RenamedEventArgs)?.OldName == Path.GetFileName(full))
            {
                changed();
            }
        }

        watcher.Changed += OnChanged;
        watcher.Created += OnChanged;
        watcher.Renamed += OnChanged;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
