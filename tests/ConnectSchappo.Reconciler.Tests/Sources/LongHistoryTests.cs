using System.Text;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

public sealed class LongHistoryTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_hundred_thousand_commits_cost_what_one_does()
    {
        var upstream = await Upstream.Make(folder);
        var stream = new StringBuilder("blob\nmark :1\ndata 5\ngood\n\n");
        for (var i = 0; i < 100_000; i++)
        {
            stream.Append("commit refs/heads/main\ncommitter A <a@example.org> ").Append(1_700_000_000 + i).Append(" +0000\ndata 1\nx\n");
            stream.Append(i == 0 ? "M 100644 :1 desired-state.yaml\n" : "");
        }

        await upstream.Import(stream.ToString());
        Assert.Equal("100000", (await upstream.Git("rev-list", "--count", "main")).Trim());
        var source = new GitSource(GitAddress.Parse(upstream.Url)!, new GitAccess { Cache = folder["cache"] }, TimeProvider.System);
        var begun = TimeProvider.System.GetTimestamp();
        Assert.Equal("good\n", (await source.Read(Cancellation)).Text);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(8));
        var repository = Path.Combine(Directory.EnumerateDirectories(folder["cache"]).Single(), "repository");
        string[] count = ["--git-dir", repository, "rev-list", "--count", await upstream.Head("main")];
        Assert.Equal("1", (await Programs.Run(folder.Path, "git", null, null, count)).Trim());
    }
}
