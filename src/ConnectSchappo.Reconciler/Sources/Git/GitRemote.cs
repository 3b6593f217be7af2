namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>The repository at the other end.</summary>
internal sealed class GitRemote(GitProgram git, GitAddress address, GitDeadlines deadlines)
{
    /// <summary>A file that is too large is not even fetched, where the server can filter.</summary>
    private static readonly string Filter = $"--filter=blob:limit={StateText.Largest + 1}";

    /// <summary>The object that the ref names now: a commit, or the tag of one.</summary>
    /// <exception cref="SourceFailure">The remote cannot be asked, or has no such ref.</exception>
    public async Task<string> Newest(CancellationToken cancellation)
    {
        string[] refs = address.Ref switch
        {
            null => ["HEAD"],
            ['r', 'e', 'f', 's', '/', ..] whole => [whole],
            var name => [$"refs/heads/{name}", $"refs/tags/{name}"],
        };
        var call = new GitCall(deadlines.Ask, ["ls-remote", "--quiet", "--", address.Url, .. refs]) { Protocol = address.Protocol };
        var answer = await git.Run(call, cancellation);
        if (!answer.Succeeded)
        {
            throw new SourceFailure(
                SourceFailureKind.Unavailable, $"Cannot read the newest commit of {address.Url}: {answer.Reason}.");
        }

        // A pattern also matches the end of other refs' names.
        var found = answer.Text.Split('\n').Select(l => l.Split('\t'))
            .Where(l => l.Length == 2 && refs.Contains(l[1], StringComparer.Ordinal)).ToList();
        return found switch
        {
            [var one] => one[0],
            [] when address.Ref is null => throw new SourceFailure(
                SourceFailureKind.Refused, $"{address.Url} has no commit at HEAD. Push one, or name the branch: {address.Url}#BRANCH"),
            [] => throw new SourceFailure(SourceFailureKind.Refused, $"{address.Url} has no branch and no tag {address.Ref}."),
            _ => throw new SourceFailure(
                SourceFailureKind.Refused,
                $"{address.Url} has a branch and a tag {address.Ref}. Name one: #refs/heads/{address.Ref} or #refs/tags/{address.Ref}"),
        };
    }

    /// <summary>Brings one object with its files into a repository of ours, and no history.</summary>
    public Task<GitAnswer> Fetch(string repository, string wanted, CancellationToken cancellation) => git.Run(
        new GitCall(
            deadlines.Fetch,
            "-c", "fetch.unpackLimit=1",
            "-c", "gc.auto=0",
            "-c", "maintenance.auto=false",
            "-c", "core.hooksPath=/dev/null",
            "-c", $"remote.{GitCache.Remote}.url={address.Url}",
            "fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
            Filter, GitCache.Remote, wanted)
        {
            Protocol = address.Protocol,
            Repository = repository,
        },
        cancellation);

    public SourceFailure NotFetched(GitAnswer answer) =>
        new(SourceFailureKind.Unavailable, $"Cannot fetch the newest commit of {address.Url}: {answer.Reason}.");
}
