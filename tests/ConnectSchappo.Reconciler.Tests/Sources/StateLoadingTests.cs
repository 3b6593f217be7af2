using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>What commands and the start of the daemon make of a source.</summary>
public sealed class StateLoadingTests : IDisposable
{
    private const string Good = "apiVersion: reconciler/v1\nboxes:\n  matriz: {address: 198.51.100.10, user: reconciler}\n";

    private readonly TestFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_daemon_starts_with_the_last_good_revision_while_the_newest_cannot_be_had_or_used()
    {
        var upstream = await Upstream.Make(folder);
        var good = await upstream.Commit(Good);
        GitSource Open() => new(GitAddress.Parse(upstream.Url)!, new GitAccess { Cache = folder["cache"] }, TimeProvider.System);
        await Open().Keep(await Open().Read(Cancellation), Cancellation);
        await upstream.Commit("boxes: 1\n");

        using var errors = new StringWriter();
        var loading = await StateLoading.ReadOrLastGood(Open, BoxChoice.Limited(null), errors, Cancellation);
        Assert.Equal((good, ExitCode.Converged), (loading.Revision!.Id, loading.ExitCode));
        Assert.Contains("desired-state.yaml:1", loading.InsteadOf, StringComparison.Ordinal);
        Assert.Contains("desired-state.yaml:1", errors.ToString(), StringComparison.Ordinal);

        Directory.Move(upstream.Path, folder["away"]);
        loading = await StateLoading.ReadOrLastGood(Open, BoxChoice.Limited(null), errors, Cancellation);
        Assert.Equal(good, loading.Revision!.Id);
        Assert.StartsWith($"{upstream.Url} cannot be asked for its newest commit", loading.InsteadOf, StringComparison.Ordinal);

        Directory.Delete(folder["cache"], recursive: true);
        loading = await StateLoading.ReadOrLastGood(Open, BoxChoice.Limited(null), errors, Cancellation);
        Assert.Equal((null, ExitCode.Error), (loading.State, loading.ExitCode));
    }

    [Fact]
    public async Task A_file_has_no_last_good_revision()
    {
        var file = folder.Write("state.yaml", Good);
        var loading = await StateLoading.ReadOrLastGood(() => new FileSource(file, TimeProvider.System), BoxChoice.Limited(null), TextWriter.Null, Cancellation);
        Assert.Null(loading.InsteadOf);
        Assert.NotNull(loading.State);
        File.Delete(file);
        loading = await StateLoading.ReadOrLastGood(() => new FileSource(file, TimeProvider.System), BoxChoice.Limited(null), TextWriter.Null, Cancellation);
        Assert.Equal((null, ExitCode.Error), (loading.State, loading.ExitCode)); // it may be there a moment later
    }

    [Fact]
    public async Task A_directory_is_told_from_a_file()
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => new FileSource(folder.Path, TimeProvider.System).Read(Cancellation));
        Assert.Contains($"file://{folder.Path}", failure.Message, StringComparison.Ordinal);
    }
}
