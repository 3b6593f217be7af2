using System.Text;
using ConnectSchappo.Reconciler.Hosting;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Sources;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public static class StateFollowerTests
{
    private const string Good = "apiVersion: reconciler/v1\nboxes:\n  matriz: {address: 198.51.100.10, user: reconciler}\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public static async Task What_is_refused_or_away_leaves_the_revision_in_force_and_is_told_once()
    {
        var source = new ScriptedSource();
        var events = new RecordedEvents();
        var metrics = new ReconcilerMetrics();
        var follower = new StateFollower(source, new SourceReporter(events, metrics, TimeProvider.System));

        async Task<string?> Look(Func<Revision> answer)
        {
            source.Answer = answer;
            return (await follower.Fetch(Cancellation))?.Revision.Id;
        }

        static Func<Revision> Fails(SourceFailureKind kind, string cause) => () => throw new SourceFailure(kind, $"{cause}");
        var one = new Revision(new string('1', 40), "desired-state.yaml", Good);
        Assert.Equal(one.Id, await Look(() => one));
        Assert.Equal(one, source.Kept);
        Assert.Equal("1", await Value(metrics, "desired_state_accepted"));
        Assert.Equal("1000", await Value(metrics, "desired_state_last_fetch_timestamp_seconds"));

        source.LastAnswer = DateTimeOffset.FromUnixTimeSeconds(2000);
        Assert.Null(await Look(() => one with { Id = "bad", Text = "boxes: 1\n" }));
        Assert.Null(await Look(() => one with { Id = "bad", Text = "boxes: 1\n" }));
        Assert.Equal(["RevisionRefused"], events.Take());
        Assert.Equal("0", await Value(metrics, "desired_state_accepted"));
        Assert.Equal("2000", await Value(metrics, "desired_state_last_fetch_timestamp_seconds"));

        Assert.Null(await Look(Fails(SourceFailureKind.Unavailable, "no route")));
        Assert.Null(await Look(Fails(SourceFailureKind.Unavailable, "no name")));
        Assert.Equal(["SourceLost"], events.Take());

        Assert.Null(await Look(Fails(SourceFailureKind.Refused, "not signed")));
        Assert.Null(await Look(Fails(SourceFailureKind.Refused, "not signed")));
        Assert.Equal(["SourceRecovered", "RevisionRefused"], events.Take());

        Assert.Null(await Look(() => one));
        Assert.Null(await Look(() => one));
        Assert.Equal(["RevisionRestored"], events.Take());
        Assert.Equal("1", await Value(metrics, "desired_state_accepted"));

        var two = one with { Id = "two" };
        Assert.Equal("two", await Look(() => two));
        Assert.Equal(two, source.Kept);
        Assert.Empty(events.Take());
    }

    [Fact]
    public static async Task A_revision_that_cannot_be_kept_is_in_force_all_the_same_and_that_is_told()
    {
        var source = new ScriptedSource { KeepFails = true, Answer = () => new Revision("one", "desired-state.yaml", Good) };
        var events = new RecordedEvents();
        var follower = new StateFollower(source, new SourceReporter(events, new ReconcilerMetrics(), TimeProvider.System));
        Assert.Equal("one", (await follower.Fetch(Cancellation))?.Revision.Id);
        Assert.Equal(["SourceLost"], events.Take());
        Assert.Null(await follower.Fetch(Cancellation));
        Assert.Equal(["SourceRecovered"], events.Take());
    }

    [Fact]
    public static async Task Whether_a_newer_revision_was_refused_is_known()
    {
        var source = new ScriptedSource { Answer = () => new Revision("one", "desired-state.yaml", Good) };
        var follower = new StateFollower(source, new SourceReporter(new RecordedEvents(), new ReconcilerMetrics(), TimeProvider.System));
        await follower.Fetch(Cancellation);
        Assert.False(follower.IsRefused);

        source.Answer = () => new Revision("two", "desired-state.yaml", "nonsense");
        await follower.Fetch(Cancellation);
        Assert.True(follower.IsRefused);

        source.Answer = () => throw new SourceFailure(SourceFailureKind.Unavailable, $"away");
        await follower.Fetch(Cancellation);
        Assert.False(follower.IsRefused);

        source.Answer = () => new Revision("one", "desired-state.yaml", Good);
        await follower.Fetch(Cancellation);
        Assert.False(follower.IsRefused);
    }

    private static async Task<string> Value(ReconcilerMetrics metrics, string name)
    {
        using var text = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(text, Cancellation);
        var line = Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Single(l => l.StartsWith($"pbx_reconciler_{name} ", StringComparison.Ordinal));
        return line.Split(' ')[1];
    }

    private sealed class ScriptedSource : ISource
    {
        public Func<Revision> Answer { get; set; } = () => throw new InvalidOperationException("nothing was said");

        public bool KeepFails { get; init; }

        public Revision? Kept { get; private set; }

        public string Name => "scripted";

        public TimeSpan Interval => TimeSpan.FromSeconds(1);

        public DateTimeOffset? LastAnswer { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1000);

        public Task<Revision> Read(CancellationToken cancellation) => Task.FromResult(Answer());

        public Task<Revision?> LastGood(CancellationToken cancellation) => Task.FromResult(Kept);

        public Task Keep(Revision good, CancellationToken cancellation)
        {
            Kept = KeepFails ? throw new SourceFailure(SourceFailureKind.Unavailable, $"no space") : good;
            return Task.CompletedTask;
        }

        public IDisposable? Watch(Action changed) => null;
    }

    private sealed class RecordedEvents : ILogger
    {
        private readonly List<string> names = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            names.Add(eventId.Name!);

        public List<string> Take()
        {
            List<string> taken = [.. names];
            names.Clear();
            return taken;
        }
    }
}
