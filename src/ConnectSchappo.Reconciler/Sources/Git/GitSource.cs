using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// A desired state in a Git repository; its revision is the commit. Each look asks the remote for the ref, and fetches only where
/// it moved. What was fetched stays in a cache, so that a start while the remote is away finds the last good revision.
/// </summary>
internal sealed class GitSource : ISource
{
    private readonly GitAddress address;
    private readonly GitAccess access;
    private readonly TimeProvider time;
    private readonly string folder;
    private readonly GitRemote remote;
    private readonly GitCache cache;
    private readonly SignatureCheck? signatures;
    private (string Object, Revision Revision)? known;
    private string? remadeFor;

    public GitSource(GitAddress address, GitAccess access, TimeProvider time)
    {
        (this.address, this.access, this.time) = (address, access, time);
        folder = Path.Combine(Path.GetFullPath(access.Cache), FolderName(address));
        var git = new GitProgram(access.Program, folder, () => GitEnvironment.Of(address, access, folder), time);
        remote = new GitRemote(git, address, access.Deadlines);
        cache = new GitCache(git, remote, folder, access.Deadlines.Local);
        signatures = access.Signers is { } signers
            ? new SignatureCheck(git, Path.GetFullPath(signers), folder, access.Deadlines.Local)
            : null;
    }

    public string Name => address.ToString();

    public TimeSpan Interval => access.Interval;

    /// <summary>Kept beside the cache: it is a fact about what is in there.</summary>
    public DateTimeOffset? LastAnswer => File.Exists(Answered) ? new DateTimeOffset(File.GetLastWriteTimeUtc(Answered)) : null;

    private string Answered => Path.Combine(folder, "answered");

    public Task<Revision> Read(CancellationToken cancellation) => InCache(
        async () =>
        {
            var newest = await remote.Newest(cancellation);
            NoteAnswer();
            if (known?.Object != newest)
            {
                known = (newest, await Take(newest, cancellation));
            }

            return known.Value.Revision;
        },
        cancellation);

    public Task<Revision?> LastGood(CancellationToken cancellation) => InCache(
        async () =>
        {
            try
            {
                return await cache.LastGood(cancellation) is { } commit ? await Load(commit, cancellation) : null;
            }
            catch (CacheDamage)
            {
                // What the cache lost cannot be read without the remote: the caller reports that there is none.
                return null;
            }
        },
        cancellation);

    public Task Keep(Revision good, CancellationToken cancellation) => InCache(
        async () =>
        {
            await cache.Keep(good.Id, known?.Revision.Id == good.Id ? known.Value.Object : good.Id, cancellation);
            return good;
        },
        cancellation);

    public IDisposable? Watch(Action changed) => null;

    private async Task<Revision> Take(string newest, CancellationToken cancellation)
    {
        await cache.Bring(newest, cancellation);
        try
        {
            return await Load(newest, cancellation);
        }
        catch (CacheDamage damage) when (remadeFor == newest)
        {
            throw damage.Meaning;
        }
        catch (CacheDamage)
        {
            await cache.MakeAnew(newest, cancellation);
            remadeFor = newest;
        }

        try
        {
            return await Load(newest, cancellation);
        }
        catch (CacheDamage damage)
        {
            throw damage.Meaning;
        }
    }

    private async Task<Revision> Load(string name, CancellationToken cancellation)
    {
        var commit = await cache.Commit(name, cancellation)
            ?? throw new CacheDamage(
                new SourceFailure(SourceFailureKind.Refused, $"{Name} names {RevisionName.Short(name)}, which is not a commit."));
        if (signatures is not null)
        {
            await signatures.Demand(cache.Repository, commit, cancellation);
        }

        var bytes = await cache.File(commit, address.Path, cancellation);
        return new Revision(commit, address.Path, StateText.Of($"{address.Path} in commit {RevisionName.Short(commit)}", bytes));
    }

    private async Task<T> InCache<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            PrivateFolder.Make(folder);
            using var held = await CacheLock.Take(folder, access.Deadlines.Lock, time, cancellation);
            cache.TakeOver();
            return await work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailure(SourceFailureKind.Unavailable, $"The cache in {folder} cannot be used: {failure.Message}", failure);
        }
    }

    private void NoteAnswer()
    {
        File.WriteAllBytes(Answered, []);
        File.SetLastWriteTimeUtc(Answered, time.GetUtcNow().UtcDateTime);
    }

    // Another ref or file of the same repository has its own last good revision.
    private static string FolderName(GitAddress address)
    {
        var last = address.Url.Split('/', ':')[^1].Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        var name = new string([.. last.Take(40)]).Trim('.');
        return $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToString())))[..16]}";
    }
}
