using System.Globalization;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>Real repositories over file://.</summary>
public sealed class GitSourceTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly RecordedGit git;

    public GitSourceTests() => git = new RecordedGit(folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_revision_is_the_commit_and_is_fetched_once()
    {
        var upstream = await Upstream.Make(folder);
        var first = await upstream.Commit("one: 1\n");
        var source = Open(upstream.Url);
        var revision = await source.Read(Cancellation);
        Assert.Equal(new Revision(first, "desired-state.yaml", "one: 1\n"), revision);
        Assert.Equal(revision, await source.Read(Cancellation));
        Assert.Equal(revision, await Open(upstream.Url).Read(Cancellation));
        Assert.Equal((3, 1), (git.Count("ls-remote"), git.Count("fetch")));

        var second = await upstream.Commit("two: 2\n");
        Assert.Equal(second, (await source.Read(Cancellation)).Id);
        Assert.Equal(2, git.Count("fetch"));
        Assert.False(Directory.Exists(Path.Combine(Cache(), "repository", "worktrees")));
        Assert.Equal("1", (await InCache("rev-list", "--count", second)).Trim());
    }

    [Fact]
    public async Task Branches_tags_and_paths_are_found_and_a_name_of_both_is_asked_about()
    {
        var upstream = await Upstream.Make(folder);
        var old = await upstream.Commit("old\n", "sites/recife.yaml");
        await upstream.Git("tag", "--annotate", "--message=v1", "v1");
        await upstream.Git("branch", "team/next");
        var now = await upstream.Commit("new\n", "sites/recife.yaml");
        foreach (var (name, id) in new[] { ("v1", old), ("team/next", old), ("main", now), ("refs/tags/v1", old), ("", now) })
        {
            Assert.Equal(id, (await Open($"{upstream.Url}#{name}:sites/recife.yaml").Read(Cancellation)).Id);
        }

        await upstream.Git("tag", "main");
        await Refused("say which", $"{upstream.Url}#main:sites/recife.yaml");
        await Refused("no branch and no tag mai", $"{upstream.Url}#mai");

        // A tag that moved is a revision like any other.
        await upstream.Git("tag", "--force", "--annotate", "--message=v1", "v1", "HEAD");
        Assert.Equal(now, (await Open($"{upstream.Url}#v1:sites/recife.yaml").Read(Cancellation)).Id);
        await upstream.Git("tag", "tree", "HEAD^{tree}");
        await Refused("which is no commit", $"{upstream.Url}#tree:sites/recife.yaml");
    }

    [Fact]
    public async Task A_force_push_is_followed_there_and_back()
    {
        var upstream = await Upstream.Make(folder);
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
        Assert.Equal(3, git.Count("fetch"));
    }

    [Fact]
    public async Task What_is_no_file_of_text_is_refused_and_the_next_good_commit_taken()
    {
        var upstream = await Upstream.Make(folder);
        await Refused("no commit at its HEAD", upstream.Url);
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
        await Refused("the most that a desired state may have", source);

        await upstream.Git("branch", "--move", "main", "trunk");
        await Refused("no branch and no tag main", upstream.Url + "#main");

        Assert.Equal(good, await source.LastGood(Cancellation));
        var largest = "\uFEFF" + new string('#', StateText.Largest - 3);
        await upstream.Commit(largest);
        Assert.Equal(StateText.Largest - 3, (await source.Read(Cancellation)).Text.Length);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_even_fetched_where_the_server_filters()
    {
        var upstream = await Upstream.Make(folder);
        await upstream.Git("config", "uploadpack.allowFilter", "true");
        await upstream.Commit("good\n");
        var noise = new byte[8 * 1024 * 1024];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(upstream.Path, "recording.wav"), noise, Cancellation);
        await upstream.CommitAll();
        Assert.Equal("good\n", (await Open(upstream.Url).Read(Cancellation)).Text);
        Assert.InRange(new DirectoryInfo(Cache()).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), 0, 1024 * 1024);

        var source = Open($"{upstream.Url}#:recording.wav");
        await Refused("the most that a desired state may have", source);
        var fetches = git.Count("fetch");
        await Refused("the most that a desired state may have", source);
        Assert.Equal(fetches, git.Count("fetch"));
    }

    [Fact]
    public async Task The_last_good_revision_outlives_the_process_and_the_remote()
    {
        var upstream = await Upstream.Make(folder);
        await upstream.Commit("good\n");
        var before = Open(upstream.Url);
        Assert.Null(await before.LastGood(Cancellation));
        Assert.Null(before.LastAnswer);
        var good = await before.Read(Cancellation);
        await before.Keep(good, Cancellation);
        var newer = await upstream.Commit("newer, and not kept\n");
        Assert.Equal(newer, (await before.Read(Cancellation)).Id);
        Directory.Move(upstream.Path, folder["away"]);

        var after = Open(upstream.Url);
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => after.Read(Cancellation));
        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
        Assert.Equal(good, await after.LastGood(Cancellation));
        Assert.Equal(before.LastAnswer, after.LastAnswer);
        Assert.InRange(TimeProvider.System.GetUtcNow() - after.LastAnswer!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));

        // Another branch or file of the same repository is another source.
        Assert.Null(await Open(upstream.Url + "#main").LastGood(Cancellation));
    }

    public static TheoryData<string> Damages { get; } = ["objects", "packs", "HEAD", "all", "a file", "locks"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_cache_is_made_anew(string damage)
    {
        var upstream = await Upstream.Make(folder);
        await upstream.Commit("one\n");
        var source = Open(upstream.Url);
        await source.Keep(await source.Read(Cancellation), Cancellation);
        var repository = Path.Combine(Cache(), "repository");
        switch (damage)
        {
            case "objects":
                Directory.Delete(Path.Combine(repository, "objects"), recursive: true);
                break;
            case "packs":
                foreach (var pack in Directory.EnumerateFiles(Path.Combine(repository, "objects"), "*", SearchOption.AllDirectories).ToList())
                {
                    File.Delete(pack);
                    await File.WriteAllTextAsync(pack, "rubbish", Cancellation);
                }

                break;
            case "HEAD":
                await File.WriteAllTextAsync(Path.Combine(repository, "HEAD"), "", Cancellation);
                break;
            case "all":
                Directory.Delete(repository, recursive: true);
                break;
            case "a file":
                Directory.Delete(repository, recursive: true);
                await File.WriteAllTextAsync(repository, "rubbish", Cancellation);
                break;
            default:
                foreach (var name in new[] { "shallow.lock", "config.lock", "refs/reconciler/last-good.lock" })
                {
                    await File.WriteAllTextAsync(Path.Combine(repository, name), "", Cancellation);
                }

                break;
        }

        Assert.Equal("one\n", (await Open(upstream.Url).Read(Cancellation)).Text);
        var two = await upstream.Commit("two\n");
        var again = Open(upstream.Url);
        Assert.Equal(two, (await again.Read(Cancellation)).Id);
        await again.Keep(await again.Read(Cancellation), Cancellation);
        Assert.Equal(two, (await again.LastGood(Cancellation))!.Id);
    }

    [Fact]
    public async Task Many_commits_do_not_grow_the_cache_without_end()
    {
        var upstream = await Upstream.Make(folder);
        await upstream.Git("config", "uploadpack.allowFilter", "true");
        await upstream.Commit("0\n");
        var source = Open(upstream.Url);
        await source.Read(Cancellation);
        var packs = Path.Combine(Cache(), "repository", "objects", "pack");
        for (var i = 0; i < 60; i++)
        {
            File.Copy(Directory.EnumerateFiles(packs, "*.pack").First(), Path.Combine(packs, $"pack-{i.ToString("D40", CultureInfo.InvariantCulture)}.pack"));
        }

        var last = await upstream.Commit("1\n");
        await source.Keep(await source.Read(Cancellation), Cancellation);
        Assert.InRange(Directory.EnumerateFiles(packs, "*.pack").Count(), 0, 2);
        Assert.Equal(last, (await source.LastGood(Cancellation))!.Id);
    }

    [Fact]
    public async Task Git_finds_nothing_of_ours_in_its_environment()
    {
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", "/run/systemd/notify");
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", "/run/credentials/reconciler");
        Environment.SetEnvironmentVariable("GIT_EDITOR", "rubbish");
        try
        {
            var upstream = await Upstream.Make(folder);
            await upstream.Commit("good\n");
            await Open(upstream.Url).Read(Cancellation);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NOTIFY_SOCKET", null);
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
            Environment.SetEnvironmentVariable("GIT_EDITOR", null);
        }

        Assert.DoesNotContain("systemd", git.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("CREDENTIALS_DIRECTORY", git.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("rubbish", git.Environment, StringComparison.Ordinal);
        foreach (var wanted in new[] { "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "BatchMode=yes", "StrictHostKeyChecking=yes" })
        {
            Assert.Contains(wanted, git.Environment, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_processes_share_a_cache()
    {
        var upstream = await Upstream.Make(folder);
        await upstream.Commit("good\n");
        var read = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Open(upstream.Url).Read(Cancellation)));
        Assert.Single(read.Distinct());
        Assert.Equal(1, git.Count("fetch"));
    }

    [Fact]
    public async Task A_repository_with_the_longer_names_is_read_too()
    {
        var upstream = await Upstream.Make(folder, "sha256");
        var commit = await upstream.Commit("good\n");
        Assert.Equal((64, commit), (commit.Length, (await Open(upstream.Url).Read(Cancellation)).Id));
    }

    [Fact]
    public async Task A_missing_git_program_is_told()
    {
        var upstream = await Upstream.Make(folder);
        var source = new GitSource(GitAddress.Parse(upstream.Url)!, Access() with { Program = "/nonexistent/git" }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Contains("Is it installed?", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kill -9 $$")]
    [InlineData("echo 'fatal: index-pack died of signal 9' >&2; exit 128")]
    public async Task A_git_that_is_killed_is_told_as_such_and_the_next_look_goes_on(string end)
    {
        var upstream = await Upstream.Make(folder);
        var commit = await upstream.Commit("good\n");
        var everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var program = folder.Write("git-that-is-killed", $"#!/bin/sh\n[ -e {folder["memory"]} ] || {{ {end}; }}\nexec {git.Program} \"$@\"\n", everybody);
        var source = new GitSource(GitAddress.Parse(upstream.Url)!, Access() with { Program = program }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));

        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
        Assert.Contains("git was killed (signal 9), by a person or for want of memory: journalctl -k tells", failure.Message, StringComparison.Ordinal);
        folder.Write("memory", "");
        Assert.Equal(commit, (await source.Read(Cancellation)).Id);
    }

    private GitAccess Access() => new() { Cache = folder["cache"], Program = git.Program };

    private GitSource Open(string address) => new(GitAddress.Parse(address)!, Access(), TimeProvider.System);

    private string Cache() => Directory.EnumerateDirectories(folder["cache"]).OrderBy(File.GetCreationTimeUtc).First();

    private Task<string> InCache(params string[] arguments) =>
        Programs.Run(folder.Path, "git", null, null, ["--git-dir", Path.Combine(Cache(), "repository"), .. arguments]);

    private Task Refused(string words, string address) => Refused(words, Open(address));

    private static async Task Refused(string words, GitSource source)
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(SourceFailureKind.Refused, failure.Kind);
    }
}
