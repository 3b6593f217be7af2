using System.Globalization;
using ConnectSchappo.Reconciler.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>What is kept of a repository: little, the last good revision, and whatever happens to it.</summary>
public sealed class GitCacheTests : GitScene
{
    public static TheoryData<string> Damages { get; } = ["objects", "packs", "HEAD", "all", "a file", "locks"];

    [Fact]
    public async Task A_file_that_is_too_large_is_not_even_fetched_where_the_server_filters()
    {
        var upstream = await Upstream.Make(Folder);
        await upstream.Git("config", "uploadpack.allowFilter", "true");
        await upstream.Commit("good\n");
        var noise = new byte[8 * 1024 * 1024];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(upstream.Path, "recording.wav"), noise, Cancellation);
        await upstream.CommitAll();
        Assert.Equal("good\n", (await Open(upstream.Url).Read(Cancellation)).Text);
        Assert.InRange(new DirectoryInfo(Cache()).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), 0, 1024 * 1024);

        var source = Open($"{upstream.Url}#:recording.wav");
        await Refused("the limit of a desired state", source);
        var fetches = Recorded.Count("fetch");
        await Refused("the limit of a desired state", source);
        Assert.Equal(fetches, Recorded.Count("fetch"));
    }

    [Fact]
    public async Task The_last_good_revision_outlives_the_process_and_the_remote()
    {
        var upstream = await Upstream.Make(Folder);
        await upstream.Commit("good\n");
        var before = Open(upstream.Url);
        Assert.Null(await before.LastGood(Cancellation));
        Assert.Null(before.LastAnswer);
        var good = await before.Read(Cancellation);
        await before.Keep(good, Cancellation);
        var newer = await upstream.Commit("newer, and not kept\n");
        Assert.Equal(newer, (await before.Read(Cancellation)).Id);
        Directory.Move(upstream.Path, Folder["away"]);

        var after = Open(upstream.Url);
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => after.Read(Cancellation));
        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
        Assert.Equal(good, await after.LastGood(Cancellation));
        Assert.Equal(before.LastAnswer, after.LastAnswer);
        Assert.InRange(TimeProvider.System.GetUtcNow() - after.LastAnswer!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));

        // Another branch or file of the same repository is another source.
        Assert.Null(await Open(upstream.Url + "#main").LastGood(Cancellation));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_cache_is_made_anew(string damage)
    {
        var upstream = await Upstream.Make(Folder);
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
                foreach (
                    var pack in Directory.EnumerateFiles(Path.Combine(repository, "objects"), "*", SearchOption.AllDirectories).ToList())
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
        var upstream = await Upstream.Make(Folder);
        await upstream.Git("config", "uploadpack.allowFilter", "true");
        await upstream.Commit("0\n");
        var source = Open(upstream.Url);
        await source.Read(Cancellation);
        var packs = Path.Combine(Cache(), "repository", "objects", "pack");
        for (var i = 0; i < 60; i++)
        {
            File.Copy(
                Directory.EnumerateFiles(packs, "*.pack").First(),
                Path.Combine(packs, $"pack-{i.ToString("D40", CultureInfo.InvariantCulture)}.pack"));
        }

        var last = await upstream.Commit("1\n");
        await source.Keep(await source.Read(Cancellation), Cancellation);
        Assert.InRange(Directory.EnumerateFiles(packs, "*.pack").Count(), 0, 2);
        Assert.Equal(last, (await source.LastGood(Cancellation))!.Id);
    }

    [Fact]
    public async Task Two_processes_share_a_cache()
    {
        var upstream = await Upstream.Make(Folder);
        await upstream.Commit("good\n");
        var read = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Open(upstream.Url).Read(Cancellation)));
        Assert.Single(read.Distinct());
        Assert.Equal(1, Recorded.Count("fetch"));
    }
}
