using ConnectSchappo.Reconciler.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>What is read of a repository, and what is refused.</summary>
public sealed class GitSourceTests : GitScene
{
    [Fact]
    public async Task A_revision_is_the_commit_and_is_fetched_once()
    {
        var upstream = await Upstream.Make(Folder);
        var first = await upstream.Commit("one: 1\n");
        var source = Open(upstream.Url);
        var revision = await source.Read(Cancellation);
        Assert.Equal(new Revision(first, "desired-state.yaml", "one: 1\n"), revision);
        Assert.Equal(revision, await source.Read(Cancellation));
        Assert.Equal(revision, await Open(upstream.Url).Read(Cancellation));
        Assert.Equal((3, 1), (Recorded.Count("ls-remote"), Recorded.Count("fetch")));

        var second = await upstream.Commit("two: 2\n");
        Assert.Equal(second, (await source.Read(Cancellation)).Id);
        Assert.Equal(2, Recorded.Count("fetch"));
        Assert.False(Directory.Exists(Path.Combine(Cache(), "repository", "worktrees")));
        Assert.Equal("1", (await InCache("rev-list", "--count", second)).Trim());
    }

    [Fact]
    public async Task Branches_tags_and_paths_are_found_and_a_name_of_both_is_asked_about()
    {
        var upstream = await Upstream.Make(Folder);
        var old = await upstream.Commit("old\n", "sites/recife.yaml");
        await upstream.Git("tag", "--annotate", "--message=v1", "v1");
        await upstream.Git("branch", "team/next");
        var now = await upstream.Commit("new\n", "sites/recife.yaml");
        foreach (var (name, id) in new[] { ("v1", old), ("team/next", old), ("main", now), ("refs/tags/v1", old), ("", now) })
        {
            Assert.Equal(id, (await Open($"{upstream.Url}#{name}:sites/recife.yaml").Read(Cancellation)).Id);
        }

        await upstream.Git("tag", "main");
        await Refused("Name one: #refs/heads/main or #refs/tags/main", $"{upstream.Url}#main:sites/recife.yaml");
        await Refused("no branch and no tag mai", $"{upstream.Url}#mai");

        // A tag that moved is a revision like any other.
        await upstream.Git("tag", "--force", "--annotate", "--message=v1", "v1", "HEAD");
        Assert.Equal(now, (await Open($"{upstream.Url}#v1:sites/recife.yaml").Read(Cancellation)).Id);
        await upstream.Git("tag", "tree", "HEAD^{tree}");
        await Refused("which is not a commit", $"{upstream.Url}#tree:sites/recife.yaml");
    }

    [Fact]
    public async Task A_force_push_is_followed_there_and_back()
    {
        var upstream = await Upstream.Make(Folder);
        var one = await upstream.Commit("1\n");
        var two = await upstream.Commit("2\n");
        var source = Open(upstream.Url);
        Assert.Equal(two, (await source.Read(Cancellation)).Id);
        await upstream.Git("reset", "--quiet", "--hard", one);
        Assert.Equal("1\n", (await source.Read(Cancellation)).Text);
        var other = await upstream.Commit("other\n", "desired-state.yaml", "-c", "user.name=x");
        Assert.Equal(other, (await source.Read(Cancellation)).Id);
        await upstream.Git("reset", "--quiet", "--hard", two);
        Assert.Equal("2\n", (await source.Read(Cancellation)).Text);
        Assert.Equal(3, Recorded.Count("fetch"));
    }

    [Fact]
    public async Task What_is_no_file_of_text_is_refused_and_the_next_good_commit_taken()
    {
        var upstream = await Upstream.Make(Folder);
        await Refused("no commit at HEAD", upstream.Url);
        await upstream.Commit("good\n");
        var source = Open(upstream.Url);
        var good = await source.Read(Cancellation);
        await source.Keep(good, Cancellation);
        var file = Path.Combine(upstream.Path, "desired-state.yaml");

        File.Delete(file);
        await upstream.CommitAll();
        await Refused("There is no desired-state.yaml", source);

        await upstream.Commit("x\n", "desired-state.yaml/x");
        await Refused("a directory", source);
        Directory.Delete(file, recursive: true);

        File.CreateSymbolicLink(file, "/etc/passwd");
        await upstream.CommitAll();
        await Refused("a symbolic link", source);
        File.Delete(file);

        await upstream.Git("update-index", "--add", "--cacheinfo", $"160000,{good.Id},desired-state.yaml");
        await upstream.Git("commit", "--quiet", "--message=submodule");
        await Refused("a submodule", source);
        await upstream.Git("rm", "--quiet", "--cached", "desired-state.yaml");

        await File.WriteAllBytesAsync(file, [0x66, 0xFC, 0x72], Cancellation);
        await upstream.CommitAll();
        await Refused("not UTF-8", source);

        await upstream.Commit(new string('#', StateText.Largest + 1));
        await Refused("the limit of a desired state", source);

        await upstream.Git("branch", "--move", "main", "trunk");
        await Refused("no branch and no tag main", upstream.Url + "#main");

        Assert.Equal(good, await source.LastGood(Cancellation));
        var largest = "\uFEFF" + new string('#', StateText.Largest - 3);
        await upstream.Commit(largest);
        Assert.Equal(StateText.Largest - 3, (await source.Read(Cancellation)).Text.Length);
    }

    [Fact]
    public async Task A_repository_with_the_longer_names_is_read_too()
    {
        var upstream = await Upstream.Make(Folder, "sha256");
        var commit = await upstream.Commit("good\n");
        Assert.Equal((64, commit), (commit.Length, (await Open(upstream.Url).Read(Cancellation)).Id));
    }
}
