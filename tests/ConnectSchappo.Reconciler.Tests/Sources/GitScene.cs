using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>Real repositories over file://, and what git was asked for them.</summary>
public abstract class GitScene : IAsyncDisposable
{
    private protected TestFolder Folder { get; } = new();

    private protected RecordedGit Recorded { get; }

    private protected GitScene() => Recorded = new RecordedGit(Folder);

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    private protected GitAccess Access() => new() { Cache = Folder["cache"], Program = Recorded.Program };

    private protected GitSource Open(string address) => new(GitAddress.Parse(address)!, Access(), TimeProvider.System);

    private protected string Cache() => Directory.EnumerateDirectories(Folder["cache"]).OrderBy(File.GetCreationTimeUtc).First();

    private protected Task<string> InCache(params string[] arguments) =>
        Programs.Run(Folder.Path, "git", null, null, ["--git-dir", Path.Combine(Cache(), "repository"), .. arguments]);

    private protected Task Refused(string words, string address) => Refused(words, Open(address));

    private protected static async Task Refused(string words, GitSource source)
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(SourceFailureKind.Refused, failure.Kind);
    }
}
