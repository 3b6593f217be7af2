using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Microsoft.Extensions.Time.Testing;
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
        var loading = await StateLoading.ReadOrLastGood(Open, [], errors, Cancellation);
        Assert.Equal((good, ExitCode.Converged), (loading.Revision!.Id, loading.ExitCode));
        Assert.Contains("desired-state.yaml:1", loading.InsteadOf, StringComparison.Ordinal);
        Assert.Contains("desired-state.yaml:1", errors.ToString(), StringComparison.Ordinal);

        Directory.Move(upstream.Path, folder["away"]);
        loading = await StateLoading.ReadOrLastGood(Open, [], errors, Cancellation);
        Assert.Equal(good, loading.Revision!.Id);
        Assert.StartsWith($"Cannot read the newest commit of {upstream.Url}", loading.InsteadOf, StringComparison.Ordinal);

        Directory.Delete(folder["cache"], recursive: true);
        loading = await StateLoading.ReadOrLastGood(Open, [], errors, Cancellation);
        Assert.Equal((null, ExitCode.Error), (loading.State, loading.ExitCode));
    }

    [Fact]
    public async Task A_file_has_no_last_good_revision()
    {
        var file = folder.Write("state.yaml", Good);
        var loading = await StateLoading.ReadOrLastGood(
            () => new FileSource(file, TimeProvider.System), [], TextWriter.Null, Cancellation);
        Assert.Null(loading.InsteadOf);
        Assert.NotNull(loading.State);
        File.Delete(file);
        loading = await StateLoading.ReadOrLastGood(
            () => new FileSource(file, TimeProvider.System), [], TextWriter.Null, Cancellation);
        Assert.Equal((null, ExitCode.Error), (loading.State, loading.ExitCode)); // it may be there a moment later
    }

    [Fact]
    public async Task A_file_is_believed_once_nobody_writes_it_any_more()
    {
        var file = folder.Write("state.yaml", "half");
        var time = Since(file, 0.2);
        var reading = new FileSource(file, time).Read(Cancellation);
        await Task.WhenAny(reading, Task.Delay(100, Cancellation));
        Assert.False(reading.IsCompleted);

        folder.Write("state.yaml", Good);
        File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime.AddSeconds(-0.1));
        time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.Equal(Good, (await reading.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Text);
    }

    [Theory]
    [InlineData(0.5)] // long enough ago
    [InlineData(-60)] // by the clock of whoever wrote it, which is ahead
    public async Task A_file_that_nobody_writes_is_believed_at_once(double age)
    {
        var file = folder.Write("state.yaml", Good);
        var source = new FileSource(file, Since(file, age));
        Assert.Equal(Good, (await source.Read(Cancellation)).Text);
    }

    [Fact]
    public async Task A_file_that_is_written_to_all_the_time_is_told()
    {
        var file = folder.Write("state.yaml", Good);
        var time = Since(file, 0.1);
        var reading = new FileSource(file, time).Read(Cancellation);
        while (!reading.IsCompleted)
        {
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime.AddSeconds(-0.1));
            time.Advance(TimeSpan.FromSeconds(0.02));
            await Task.Delay(1, Cancellation);
        }

        Assert.Contains(
            "move it there with mv", (await Assert.ThrowsAsync<SourceFailure>(() => reading)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_told_from_a_file()
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => new FileSource(folder.Path, TimeProvider.System).Read(Cancellation));
        Assert.Contains($"file://{folder.Path}", failure.Message, StringComparison.Ordinal);
    }

    private static FakeTimeProvider Since(string file, double seconds) =>
        new(new DateTimeOffset(File.GetLastWriteTimeUtc(file)).AddSeconds(seconds));
}
