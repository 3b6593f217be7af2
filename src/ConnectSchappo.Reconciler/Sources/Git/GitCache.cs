using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// A bare repository of ours with the few commits that were fetched, without history and work tree. It may be deleted at any time:
/// only the last good revision is lost with it. Its own calls never use the network.
/// </summary>
internal sealed class GitCache(GitProgram git, GitRemote remote, string folder, TimeSpan allowed)
{
    /// <summary>The remote's name in the cache: git remembers under it that large files may be missing.</summary>
    public const string Remote = "origin";

    private const string LastGoodRef = "refs/reconciler/last-good";

    /// <summary>Each fetch leaves a pack: at this many, a new cache is smaller.</summary>
    private const int MostPacks = 50;

    private readonly string renewed = Path.Combine(folder, "repository.new");
    private readonly string replaced = Path.Combine(folder, "repository.old");

    /// <summary>The repository's directory.</summary>
    public string Repository { get; } = Path.Combine(folder, "repository");

    /// <summary>Clears what a process left that was ended at work. For the holder of the cache's lock only.</summary>
    public void TakeOver()
    {
        if (!Directory.Exists(Repository))
        {
            if (Directory.Exists(replaced))
            {
                Directory.Move(replaced, Repository);
            }

            return;
        }

        foreach (var left in Directory.EnumerateFiles(Repository, "*.lock").Concat(LocksOfRefs()).ToList())
        {
            System.IO.File.Delete(left);
        }
    }

    /// <summary>Makes sure that an object of the remote is here; asks the remote only where it is not.</summary>
    /// <exception cref="SourceFailure">It cannot be fetched.</exception>
    public async Task Bring(string wanted, CancellationToken cancellation)
    {
        if (await Commit(wanted, cancellation) is not null)
        {
            return;
        }

        if (Directory.Exists(Repository)
            && (await remote.Fetch(Repository, wanted, cancellation)).Succeeded
            && await Commit(wanted, cancellation) is not null)
        {
            return;
        }

        await MakeAnew(wanted, cancellation);
    }

    /// <summary>Fetches an object into a new cache, and puts that in the old one's place once it has it.</summary>
    /// <exception cref="SourceFailure">It cannot be fetched; the old one stays.</exception>
    public async Task MakeAnew(string wanted, CancellationToken cancellation)
    {
        Delete(renewed);

        // As many digits as the remote's objects have tell its kind of them; a repository has one kind.
        var format = wanted.Length > 40 ? "sha256" : "sha1";
        var made = await git.Run(
            new GitCall(allowed, "init", "--quiet", "--bare", "--template=", $"--object-format={format}", renewed), cancellation);
        if (!made.Succeeded)
        {
            throw new SourceFailure(SourceFailureKind.Unavailable, $"The cache {folder} cannot be created: {made.Reason}.");
        }

        var fetched = await remote.Fetch(renewed, wanted, cancellation);
        if (!fetched.Succeeded)
        {
            throw remote.NotFetched(fetched);
        }

        Delete(replaced);
        if (Directory.Exists(Repository))
        {
            Directory.Move(Repository, replaced);
        }

        Delete(Repository);
        Directory.Move(renewed, Repository);
        Delete(replaced);
    }

    /// <summary>The commit that an object is or tags; null where the cache has none.</summary>
    public async Task<string?> Commit(string name, CancellationToken cancellation)
    {
        if (!Directory.Exists(Repository))
        {
            return null;
        }

        var answer = await Ask(cancellation, "rev-parse", "--quiet", "--verify", "--end-of-options", name + "^{commit}");
        return answer.Succeeded ? answer.Text.Trim() : null;
    }

    /// <summary>The whole content of a file of a commit.</summary>
    /// <exception cref="SourceFailure">There is no such file, or it is none to be read.</exception>
    /// <exception cref="CacheDamage">The cache should have it.</exception>
    public async Task<byte[]> File(string commit, string path, CancellationToken cancellation)
    {
        Message name = $"{path} in commit {RevisionName.Short(commit)}";
        var listed = await Ask(cancellation, "ls-tree", "-z", "--full-tree", commit, "--", path);
        if (!listed.Succeeded)
        {
            throw new CacheDamage(new SourceFailure(SourceFailureKind.Unavailable, $"{name} cannot be found: {listed.Reason}."));
        }

        var entry = TreeEntry.Parse(listed.Text, path) ?? throw new SourceFailure(SourceFailureKind.Refused, $"There is no {name}.");
        if (entry.NotAFile is { } instead)
        {
            throw new SourceFailure(SourceFailureKind.Refused, $"{name} is {instead}, not a file.");
        }

        var read = new GitCall(allowed, "cat-file", "blob", entry.Object) { Repository = Repository, MostOutput = StateText.Largest };
        var content = await git.Run(read, cancellation);
        return content.Overflowed ? throw StateText.TooLarge(name)
            : !content.Succeeded ? throw new CacheDamage(StateText.TooLarge(name))
            : content.Output;
    }

    public Task<string?> LastGood(CancellationToken cancellation) => Commit(LastGoodRef, cancellation);

    /// <summary>Keeps a commit as the last good one, and throws away what was fetched long before it.</summary>
    /// <param name="wanted">The remote's object that led to the commit.</param>
    /// <exception cref="SourceFailure">It cannot be kept.</exception>
    public async Task Keep(string commit, string wanted, CancellationToken cancellation)
    {
        await Refer(commit, cancellation);
        var packs = Path.Combine(Repository, "objects", "pack");
        if (Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*.pack").Count() >= MostPacks)
        {
            await MakeAnew(wanted, cancellation);
            await Refer(commit, cancellation);
        }
    }

    private async Task Refer(string commit, CancellationToken cancellation)
    {
        var kept = await Ask(cancellation, "update-ref", LastGoodRef, commit);
        if (!kept.Succeeded)
        {
            throw new SourceFailure(
                SourceFailureKind.Unavailable,
                $"Commit {RevisionName.Short(commit)} cannot be stored as the last good one in the cache {folder}: {kept.Reason}.");
        }
    }

    private Task<GitAnswer> Ask(CancellationToken cancellation, params string[] arguments) =>
        git.Run(new GitCall(allowed, arguments) { Repository = Repository }, cancellation);

    private IEnumerable<string> LocksOfRefs() => Path.Combine(Repository, "refs") is var refs && Directory.Exists(refs)
        ? Directory.EnumerateFiles(refs, "*.lock", SearchOption.AllDirectories)
        : [];

    // Damage may have put a file where the directory was.
    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        System.IO.File.Delete(path);
    }
}
